"""`python -m config.local run | test | check | lock`: what the Makefile calls."""

import os
import subprocess
import sys

from config.local.places import ROOT
from config.local.refusal import Refusal, StopRequested
from config.local.supervisor import Supervisor, obey_signals
from config.local.terminal import say


def run(_arguments: list[str]) -> int:
    """Serve until asked to stop."""
    Supervisor().run()
    return 0


def test(arguments: list[str]) -> int:
    """The tests, on two processes, with a database server of their own."""
    from config.local.throwaway import database_url

    with database_url() as url:
        # A file stays on one process: its fixtures are then built once.
        command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *arguments]
        return finish(command, DATABASE_URL=url, APP_ENV="test")


def check(arguments: list[str]) -> int:
    from config.local.checks import check_everything

    return check_everything(arguments)


def lock(arguments: list[str]) -> int:
    from config.local.locks import write_locks

    return write_locks(arguments)


def finish(command: list[str], **environ: str) -> int:
    """Run to the end; when asked to stop, pass it on and wait, so that the server outlives its user."""
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environ})
    try:
        return process.wait()
    except StopRequested:
        process.terminate()
        process.wait()
        raise


COMMANDS = {"run": run, "test": test, "check": check, "lock": lock}


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in COMMANDS:
        print(f"Usage: python -m config.local {' | '.join(COMMANDS)}", file=sys.stderr)
        return 2
    name, *rest = arguments
    obey_signals()
    try:
        return COMMANDS[name](rest)
    except Refusal as refusal:
        say(str(refusal), wrong=True)
        return 1
    except StopRequested:
        say("Stopped.")
        return 0 if name == "run" else 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
