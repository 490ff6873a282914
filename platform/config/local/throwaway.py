"""A database server for one command (tests, checks): made, used and removed."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

from config.local.given import check_database
from config.local.places import LOGS, VAR
from config.local.postgres import Postgres

PREFIX = "throwaway-"


@contextlib.contextmanager
def database_url(*, is_durable: bool = False) -> Iterator[str]:
    """The server given by DATABASE_URL, or a new one that keeps nothing.

    `is_durable`: until then it writes each commit to disk as the one of `make run` does (the bench measures that).
    """
    if given := os.environ.get("DATABASE_URL"):
        check_database(given)
        yield given
        return
    VAR.mkdir(parents=True, exist_ok=True)
    LOGS.mkdir(parents=True, exist_ok=True)
    _remove_abandoned()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=VAR))
    folder.chmod(0o755)  # as root the server's account must get through to its own folder below
    data, log = folder / "postgres", LOGS / f"{folder.name}.log"
    server = None
    try:
        server = Postgres.at(data, log, throwaway=not is_durable)
        server.wait_until_ready()
        server.prepare()
        yield server.url
    finally:
        if server:
            server.stop()
        log.unlink(missing_ok=True)
        _remove(folder)


def _remove_abandoned() -> None:
    """Folders of runs that were killed; their servers ended with them."""
    for folder in VAR.glob(f"{PREFIX}*"):
        pid = folder.name.removeprefix(PREFIX).split("-")[0]
        if pid.isdecimal() and not psutil.pid_exists(int(pid)):
            _remove(folder)


def _remove(folder: Path) -> None:
    shutil.rmtree((folder / "postgres").resolve(), ignore_errors=True)  # it may be a link
    shutil.rmtree(folder, ignore_errors=True)
