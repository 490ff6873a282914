"""The web servers of the variants, started alike; and the processor time that they and PostgreSQL have used."""

import contextlib
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

import psutil

from config.local.processes import Child, session_members, stop_all
from config.local.refusal import Refusal

# As `make run` starts ours. The others get the same, for nothing else their documentation names is faster here.
SHAPE = ["--interface", "wsgi", "--no-ws", "--workers", "2", "--blocking-threads", "4"]
SECONDS_TO_START = 60


class Server:
    """One variant's granian."""

    def __init__(self, name: str, application: str, folder: Path, environ: Mapping[str, str]) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "granian", *SHAPE, "--host", "127.0.0.1", "--port", str(self.port)]
        self.child = Child(name, [*command, application], folder / f"{name}.log", environ=environ)

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if not self.child.is_running:
                raise Refusal(self.child.epitaph)
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.1)
        raise Refusal(f"{self.child.name} does not answer: see {self.child.log}.")

    def cpu(self) -> float:
        """Processor seconds of all its processes so far."""
        return sum(_own(process) for process in session_members(self.child.pid))


@contextlib.contextmanager
def running(servers: list[Server]) -> Iterator[None]:
    """All of them ready; stopped afterwards, whatever happens."""
    try:
        for server in servers:
            server.wait_until_it_answers()
        yield
    finally:
        stop_all([server.child for server in servers], seconds=5)


class Database:
    """PostgreSQL's processor time. A backend's is its parent's once it has ended: the stock way ends many."""

    def __init__(self, backend: int) -> None:
        """`backend`: the process that serves some connection."""
        parent = psutil.Process(backend).parent()
        if parent is None:
            raise Refusal("The database must run on this machine: its processor time is measured.")
        self.postmaster = parent

    def cpu(self) -> float:
        times = self.postmaster.cpu_times()
        ended = times.children_user + times.children_system
        return ended + sum(map(_own, [self.postmaster, *self.postmaster.children()]))


def _own(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
