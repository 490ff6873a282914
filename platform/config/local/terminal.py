"""What is said to the person at the terminal, who may be gone."""

import contextlib
import os
import sys


def say(text: str, *, wrong: bool = False) -> None:
    """Print at once; with nobody left to read, go on in silence: stopping in order matters more."""
    stream = sys.stderr if wrong else sys.stdout
    try:
        print(text, file=stream, flush=True)
    except OSError:  # the terminal was closed, or the pipe's reader ended
        silence()


def silence() -> None:
    """Let all later output, also what Python flushes at its end, go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(nowhere, number)
    os.close(nowhere)


class Terminal:
    """The terminal we were started from. Nobody signals us when `make` itself was its leader and it closes."""

    def __init__(self) -> None:
        self._was_there = os.isatty(0)

    @property
    def is_gone(self) -> bool:
        if not self._was_there:
            return False
        with contextlib.suppress(OSError):
            os.tcgetpgrp(0)
            return False
        return True
