"""What an earlier run started and could not stop (it was killed): found by process number and start time."""

import contextlib
import json
from pathlib import Path
from typing import TypedDict

import psutil

from config.local.processes import Child, kill_session, session_members

SAME_START_SECONDS = 2  # the clock may have been set since


class Row(TypedDict):
    """One recorded process."""

    name: str
    pid: int
    created: float


def record(path: Path, children: list[Child]) -> None:
    """Remember what runs, so that the next run can clean up after us."""
    rows = [{"name": c.name, "pid": c.pid, "created": c.created} for c in children]
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(rows))
    fresh.replace(path)


def forget(path: Path) -> None:
    path.unlink(missing_ok=True)


def stop_recorded(path: Path, seconds: float = 6) -> list[str]:
    """Stop what the record names and is still ours; answers the names. A reused number is left alone."""
    alive = [row for row in _read(path) if not _is_reused(row["pid"], row["created"])]
    alive = [row for row in alive if session_members(row["pid"])]
    leaders = [psutil.Process(row["pid"]) for row in alive if psutil.pid_exists(row["pid"])]
    for leader in leaders:
        with contextlib.suppress(psutil.NoSuchProcess):
            leader.terminate()
    psutil.wait_procs(leaders, timeout=seconds)
    for row in alive:
        kill_session(row["pid"])
    forget(path)
    return [row["name"] for row in alive]


def _read(path: Path) -> list[Row]:
    try:
        rows: list[Row] = json.loads(path.read_text())
    except (FileNotFoundError, ValueError):  # none, or cut off by the power failure we clean up after
        return []
    return rows


def _is_reused(pid: int, created: float) -> bool:
    """The number belongs to another program now. (A number stays taken while its session lives.)"""
    try:
        now_created: float = psutil.Process(pid).create_time()
    except psutil.NoSuchProcess:
        return False
    return abs(now_created - created) > SAME_START_SECONDS
