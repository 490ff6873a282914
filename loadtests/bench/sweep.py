"""100,000 open cases of 50 halls looked at: some become due soon, then all overdue; rate and memory."""

import time
from datetime import datetime
from pathlib import Path

from django.db import connection
from loadtests.bench.halls import halls
from loadtests.bench.open_cases import fill
from loadtests.bench.recount import publish_first

from county.halls import HallRef, inside
from county.now import TIMEZONE
from hall.cases.sweep import sweep

HALLS, CASES = 50, 2_000
# The cases are due on 25 and 30 December and on 6 January; soon, two working days before each.
LOOKS = (
    ("a third is due soon", datetime(2026, 12, 24, 9, 0, tzinfo=TIMEZONE)),
    ("all are overdue", datetime(2027, 2, 1, 12, 0, tzinfo=TIMEZONE)),
    ("nothing is due", datetime(2027, 2, 1, 12, 1, tzinfo=TIMEZONE)),
)
PAGE = 4_096  # bytes


def measure(halls_wanted: int = HALLS, cases: int = CASES) -> None:
    """One process, one connection; each hall as its task does it, run after run until nothing is left."""
    publish_first()
    with halls(halls_wanted) as made:
        for hall in made:
            fill(hall, cases)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"\nThe sweep: {halls_wanted} halls, {halls_wanted * cases:,} open cases")
        for name, now in LOOKS:
            _measure(name, made, now)


def _measure(name: str, made: list[HallRef], now: datetime) -> None:
    began, marked = time.perf_counter(), 0
    memory = []
    for hall in made:
        with inside(hall):
            while taken := sweep(now=now).marked:
                marked += taken
        memory.append(_resident())
    took = time.perf_counter() - began
    print(
        f"  {name:<20} {marked:>9,} marked {took:>7.1f} s {marked / took:>9,.0f} marks/s   "
        f"memory {memory[0]:.0f} MB after the first hall, {memory[-1]:.0f} MB after the last, "
        f"{max(memory):.0f} MB at most",
        flush=True,
    )


def _resident() -> float:
    """Megabytes this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * PAGE / 1_000_000
