"""Real processes of ours against the tests' database: a worker, beat, a command."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
READY = " ready."  # what a worker logs once it takes tasks


def database_url() -> str:
    """The address of the database this test runs on."""
    given = connection.settings_dict
    who = quote(given["USER"], safe="") + (
        f":{quote(given['PASSWORD'], safe='')}" if given["PASSWORD"] else ""
    )
    if given["HOST"].startswith("/"):
        return f"postgresql://{who}@/{given['NAME']}?host={quote(given['HOST'])}&port={given['PORT'] or 5432}"
    return f"postgresql://{who}@{given['HOST']}:{given['PORT'] or 5432}/{given['NAME']}"


def environment(**more: str) -> dict[str, str]:
    """What a process of ours needs to run on the tests' database."""
    return {**os.environ, "DATABASE_URL": database_url(), "APP_ENV": "test", "PYTHONUNBUFFERED": "1", **more}


def manage(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a management command to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(**env),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


class Process:
    """A started program with its log."""

    def __init__(self, arguments: list[str], log: Path, **env: str) -> None:
        self.log = log
        with log.open("ab") as out:
            self.started = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=environment(**env),
                stdout=out,
                stderr=out,
                start_new_session=True,  # a group of its own, so that a kill takes the pool's children along
            )

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def is_over(self) -> bool:
        return self.started.poll() is not None

    def kill(self) -> None:
        """SIGKILL for the whole group at once: nobody gets to tidy up, and nobody waits for it."""
        if not self.is_over():
            os.killpg(self.started.pid, signal.SIGKILL)
            self.started.wait(10)


@contextmanager
def worker(broker: str, log: Path) -> Iterator[Process]:
    """A Celery worker with one child process, ready to take tasks."""
    arguments = ["-m", "celery", "-A", "config.celery", "worker", "-P", "prefork", "-c", "1", "-l", "INFO"]
    # Nobody else to hear of, nothing to ask: it starts faster.
    started = Process([*arguments, "--without-gossip", "--without-mingle"], log, BROKER_URL=broker)
    try:
        eventually(lambda: READY in started.said() or started.is_over(), within=20, else_say=started.said)
        assert not started.is_over(), started.said()
        yield started
    finally:
        started.kill()


@contextmanager
def beat(broker: str, log: Path) -> Iterator[Process]:
    """Celery's beat with our schedule."""
    arguments = [
        "-m",
        "celery",
        "-A",
        "config.celery",
        "beat",
        "-l",
        "INFO",
        "-s",
        str(log.with_suffix(".schedule")),
    ]
    started = Process(arguments, log, BROKER_URL=broker)
    try:
        yield started
    finally:
        started.kill()


def eventually(
    holds: Callable[[], object], *, within: float, else_say: Callable[[], str] = lambda: ""
) -> float:
    """Wait until `holds()`; returns the seconds it took. Fails the test after `within` seconds."""
    began = time.monotonic()
    while not holds():
        waited = time.monotonic() - began
        assert waited < within, f"not within {within} s\n{else_say()[-3000:]}"
        time.sleep(0.05)
    return time.monotonic() - began
