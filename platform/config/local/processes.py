"""Starting a program in a session of its own, and stopping it with everything it started."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil

from config.local.places import ROOT
from config.local.refusal import last_lines

_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1


def _ends_with_parent(gentle: signal.Signals) -> Callable[[], None]:
    """Linux tells the child when we are gone, even when we were killed without a chance to stop it."""

    def arm() -> None:
        if _LIBC is not None:
            _LIBC.prctl(_PR_SET_PDEATHSIG, int(gentle))

    return arm


class Child:
    """One long-running program: its own session (Ctrl-C reaches only us), its own log."""

    def __init__(
        self,
        name: str,
        command: list[str],
        log: Path,
        *,
        environ: Mapping[str, str] | None = None,
        gentle: signal.Signals = signal.SIGTERM,
        run_as: dict[str, object] | None = None,
        folder: Path = ROOT,
    ) -> None:
        self.name = name
        self.log = log
        self.gentle = gentle
        if log.exists():
            log.replace(log.with_suffix(".previous.log"))
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(environ) if environ is not None else None,
                cwd=folder,
                start_new_session=True,
                preexec_fn=_ends_with_parent(gentle),
                **(run_as or {}),  # type: ignore[call-overload]
            )
        self.pid: int = self._process.pid
        self.created: float = psutil.Process(self.pid).create_time()

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    @property
    def epitaph(self) -> str:
        """Why it ended, with its last words."""
        code = self._process.poll()
        how = f"by signal {-code}" if code is not None and code < 0 else f"with exit status {code}"
        return f"{self.name} ended {how}. Its last lines ({self.log}):\n{last_lines(self.log)}"

    def ask_to_stop(self) -> None:
        if self.is_running:
            self._process.send_signal(self.gentle)

    def wait(self, seconds: float) -> bool:
        """True when it ended in time."""
        try:
            self._process.wait(max(seconds, 0))
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        """End it and whatever is left of its session."""
        kill_session(self.pid)
        self._process.wait(5)


def stop_all(children: list[Child], seconds: float) -> None:
    """Ask all at once, wait together, then end what did not listen."""
    for child in children:
        child.ask_to_stop()
    deadline = time.monotonic() + seconds
    for child in children:
        child.wait(deadline - time.monotonic())
        child.kill()


def session_members(leader: int) -> list[psutil.Process]:
    """The living processes of the session that this process opened."""
    members = []
    for process in psutil.process_iter(["status"]):
        with contextlib.suppress(OSError):  # it ended while we looked
            if os.getsid(process.pid) == leader and process.info["status"] != psutil.STATUS_ZOMBIE:
                members.append(process)
    return members


def kill_session(leader: int) -> None:
    for process in session_members(leader):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()
