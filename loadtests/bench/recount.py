"""100,000 open cases of 50 halls counted again: by a calendar that moves a third of them, by one that moves none."""

import time
from datetime import date

from django.db import connection
from loadtests.bench.halls import halls
from loadtests.bench.open_cases import DAYS, fill

from county.halls import HallRef
from county.standards.calendars import from_package
from county.standards.models import CalendarVersion, Recount
from hall.cases.recount import recount
from rules.workdays import DAY, WorkCalendar

HALLS, CASES = 50, 2_000
HOLIDAYS = {date(2027, 1, 1) + DAY * n: "New Year's Day" for n in range(3)}


def measure(halls_wanted: int = HALLS, cases: int = CASES) -> None:
    """Two recounts of everything, one process, one connection; each hall as its task does it, batch by batch."""
    publish_first()
    with halls(halls_wanted) as made:
        began = time.perf_counter()
        for hall in made:
            fill(hall, cases)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"\nCounting open cases again: {halls_wanted} halls, {halls_wanted * cases:,} cases")
        print(f"  made in {time.perf_counter() - began:.0f} s")
        old = _newest()
        moving = WorkCalendar(
            old.version + 1,
            old.first_on,
            date(2027, 12, 31),
            {**old.holidays, **HOLIDAYS},
            old.makeup_days,
        )
        _measure("a third moves", moving, made)
        _measure(
            "nothing moves",
            WorkCalendar(
                moving.version + 1, moving.first_on, moving.last_on, moving.holidays, moving.makeup_days
            ),
            made,
        )


def _measure(name: str, calendar: WorkCalendar, made: list[HallRef]) -> None:
    _publish(calendar)
    began = time.perf_counter()
    for hall in made:
        while recount(hall, clock=lambda: DAYS[-1]):
            pass
    took = time.perf_counter() - began
    rows = Recount.objects.filter(calendar_version=calendar.version)
    counted, moved = (sum(rows.values_list(name, flat=True)) for name in ("counted", "moved"))
    print(
        f"  {name:<14} {counted:>9,} counted {moved:>9,} moved {took:>7.1f} s {counted / took:>9,.0f} cases/s",
        flush=True,
    )


def _publish(calendar: WorkCalendar) -> None:
    """The row alone: nobody else is to count anything."""
    CalendarVersion.objects.create(
        number=calendar.version,
        first_on=calendar.first_on,
        last_on=calendar.last_on,
        days=calendar.as_data(),
        reason="bench",
        published_at=DAYS[-1],
        published_by="bench",
    )


def publish_first() -> None:
    if not CalendarVersion.objects.exists():
        _publish(from_package(1))


def _newest() -> WorkCalendar:
    return WorkCalendar.from_data(CalendarVersion.objects.order_by("-number")[0].days)
