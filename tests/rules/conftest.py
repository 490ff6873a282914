"""The year 2026 as the State Council announced it, Zengjia's timetable, and short ways to ask the clock."""

import copy
import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from rules.clock import LOCAL, Limit, LimitUnit, Stop, due_at
from rules.hours import OpeningHours, Season
from rules.rulebook import Rulebook
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


@pytest.fixture(scope="session")
def full():
    """A regulation with a row in every table, as plain data."""
    return tomllib.loads(Path(__file__).with_name("full_rulebook.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def changed(full):
    """`changed(["penalties", 0, "amount"], 3)`: the full rule book with one value put (or, for ..., removed)."""

    def change(path, value):
        data = copy.deepcopy(full)
        *into, last = path
        place = data
        for key in into:
            place = place[key]
        if value is ...:
            del place[last]
        elif isinstance(place, list) and last == len(place):
            place.append(value)
        else:
            place[last] = value
        return data

    return change


PACKS = Path(__file__).parents[2] / "tenants" / "packs"


def _book(code):
    return Rulebook.parse(tomllib.loads((PACKS / code / "regulation.toml").read_text("utf-8")))


@pytest.fixture(scope="session")
def zengjia():
    """The regulation of the hall that counts in points."""
    return _book("zengjia")


@pytest.fixture(scope="session")
def taihu():
    """The regulation of the hall that fines in yuan."""
    return _book("taihu")


@pytest.fixture(scope="session")
def jingshi():
    """The regulation of the hall that punishes nothing."""
    return _book("jingshi")


@pytest.fixture(scope="session")
def qingping():
    """The regulation of the hall with five kinds of cases."""
    return _book("qingping")
