"""`make check`: the rules that need no test to be seen broken. All run, then all failures are named."""

import os
import subprocess
import sys
import time

from config.local.places import ROOT
from config.local.throwaway import database_url

PYTHON = [sys.executable, "-m"]
MANAGE = [sys.executable, "manage.py"]
CHECKS: dict[str, list[str]] = {
    "format": [*PYTHON, "ruff", "format", "--check", "--quiet", "."],
    "lint": [*PYTHON, "ruff", "check", "--quiet", "."],
    "types": [*PYTHON, "mypy", "platform", "tenants", "graphql", "loadtests"],
    "import contracts": [str(ROOT / ".venv" / "bin" / "lint-imports"), "--cache-dir", "var/import-linter"],
    "lock": [*PYTHON, "config.local.locks"],
    "settings": [*MANAGE, "check", "--fail-level", "WARNING"],
    "migrations": [*MANAGE, "makemigrations", "--check", "--dry-run"],
    "snapshots": [*MANAGE, "graphql_snapshots", "--check"],
    "messages": [*MANAGE, "messages", "--check"],
}


def check_everything(only: list[str]) -> int:
    """0 when all hold; names narrow it to those."""
    failed = []
    with database_url() as url:
        environ = {**os.environ, "DATABASE_URL": url, "APP_ENV": "test"}
        for name, command in CHECKS.items():
            if only and name not in only:
                continue
            started = time.monotonic()
            done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True)
            holds = done.returncode == 0
            print(f"{'ok  ' if holds else 'FAIL'} {name} ({time.monotonic() - started:.1f} s)", flush=True)
            if not holds:
                failed.append(name)
                print(
                    "\n".join(f"     {line}" for line in (done.stdout + done.stderr).splitlines()), flush=True
                )
    if failed:
        print(f"Does not hold: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0
