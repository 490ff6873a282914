"""What the reader sees instead of a traceback."""

from collections.abc import Iterable
from pathlib import Path


class Refusal(Exception):
    """Cannot go on; the text is the whole message, written for who typed the command."""


class StopRequested(BaseException):
    """Ctrl-C, SIGTERM or SIGHUP: not an error, so no `except Exception` may swallow it."""


def last_lines(log: Path, count: int = 12) -> str:
    """The end of a log, indented for printing; a missing or empty log is said so."""
    try:
        lines: Iterable[str] = log.read_text(errors="replace").splitlines()[-count:]
    except FileNotFoundError:
        lines = []
    return "\n".join(f"    {line}" for line in lines) or "    (it said nothing)"
