"""Due dates a second on one core, with a warm calendar: the date alone, and the date with its reasons told."""

import time
from datetime import datetime
from itertools import cycle

from county.now import TIMEZONE
from county.standards.calendars import from_package
from hall.packs.read import read_pack
from rules.clock import due_at
from rules.limits import Limit, LimitUnit

SECONDS = 3.0
ENOUGH = 50_000  # due dates a second and core, without the reasons
LIMITS = (
    Limit(0, LimitUnit.WORKING_DAYS),
    Limit(5, LimitUnit.WORKING_DAYS),
    Limit(20, LimitUnit.WORKING_DAYS),
    Limit(15, LimitUnit.CALENDAR_DAYS),
    Limit(240, LimitUnit.WORKING_MINUTES),
)


def measure() -> None:
    """Acceptances through a whole year, in and out of hours; five limits of three units by turns."""
    hours, calendar = read_pack("zengjia").rulebook.hours, from_package(1)
    assert hours is not None
    accepted = [
        datetime(2026, month, day, hour, 20, tzinfo=TIMEZONE)
        for month in range(1, 12)
        for day in range(1, 29, 3)
        for hour in (7, 9, 13, 16, 19)
    ]
    asked = [(at, limit) for at in accepted for limit in LIMITS]
    print("\nDue dates on one core, calendar warm")
    for name, tell in (("the date alone", False), ("with its reasons", True)):
        turns, done, began = cycle(asked), 0, time.process_time()
        while (took := time.process_time() - began) < SECONDS:
            for _ in range(1_000):
                at, limit = next(turns)
                due = due_at(at, limit, calendar=calendar, hours=hours)
                if tell:
                    _ = due.trace
            done += 1_000
        print(f"  {name:<18} {done / took:>9,.0f} a second", flush=True)
