"""The year 2026 as the State Council announced it, Zengjia's timetable, and short ways to ask the clock."""

from datetime import date, datetime, time, timedelta

import pytest

from rules.clock import LOCAL, Limit, LimitUnit, Stop, due_at
from rules.hours import OpeningHours, Season
from rules.workdays import WorkCalendar

HOLIDAYS = [
    ("2026-01-01", "2026-01-03", "New Year's Day"),
    ("2026-02-15", "2026-02-23", "Spring Festival"),
    ("2026-04-04", "2026-04-06", "Tomb-sweeping Day"),
    ("2026-05-01", "2026-05-05", "Labour Day"),
    ("2026-06-19", "2026-06-21", "Dragon Boat Festival"),
    ("2026-09-25", "2026-09-27", "Mid-autumn Festival"),
    ("2026-10-01", "2026-10-07", "National Day"),
]
MAKEUP_DAYS = [
    ("2026-01-04", "New Year's Day"),
    ("2026-02-14", "Spring Festival"),
    ("2026-02-28", "Spring Festival"),
    ("2026-05-09", "Labour Day"),
    ("2026-09-20", "National Day"),
    ("2026-10-10", "National Day"),
]
UNITS = {
    "wd": LimitUnit.WORKING_DAYS,
    "cd": LimitUnit.CALENDAR_DAYS,
    "min": LimitUnit.WORKING_MINUTES,
}


@pytest.fixture(scope="session")
def calendar():
    """2026 as published, with the names of its holidays."""
    holidays = {}
    for first, last, name in HOLIDAYS:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            holidays[day] = name
            day += timedelta(days=1)
    makeup_days = {date.fromisoformat(day): name for day, name in MAKEUP_DAYS}
    return WorkCalendar(3, date(2026, 1, 1), date(2026, 12, 31), holidays, makeup_days)


@pytest.fixture(scope="session")
def hours():
    """Zengjia: 8:00–12:00 and 14:30–17:30, from 1 May to 30 September 14:30–18:00."""
    morning = (time(8), time(12))
    return OpeningHours(
        (
            Season((10, 1), (4, 30), (morning, (time(14, 30), time(17, 30)))),
            Season((5, 1), (9, 30), (morning, (time(14, 30), time(18)))),
        )
    )


@pytest.fixture(scope="session")
def at():
    """`at("2026-03-02 10:00")`: that local instant."""
    return lambda text: datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.fixture(scope="session")
def due(calendar, hours, at):
    """`due("2026-03-02 10:00", "5 wd", stops=[("…", "…")])`: the whole answer of the clock."""

    def ask(accepted, limit, *, stops=(), calendar=calendar, hours=hours, now=None, **extension):
        amount, unit = limit.split()
        if "extension_unit" in extension:
            extension["extension_unit"] = UNITS[extension["extension_unit"]]
        return due_at(
            at(accepted),
            Limit(int(amount), UNITS[unit]),
            calendar=calendar,
            hours=hours,
            stops=[Stop(at(start), at(end) if end else None, "hearing") for start, end in stops],
            now=at(now) if now else None,
            **extension,
        )

    return ask


@pytest.fixture(scope="session")
def due_text(due):
    """The same, as "2026-03-09 17:30"."""
    return lambda *args, **kwargs: f"{due(*args, **kwargs).due_at:%Y-%m-%d %H:%M}"
