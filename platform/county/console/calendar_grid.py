"""A working calendar as twelve small months a year, for a page."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from county.standards.holidays import holiday_name
from rules.workdays import DayRun, WorkCalendar

MONDAY_FIRST = Calendar(firstweekday=0)


@dataclass(frozen=True)
class GridDay:
    """A square of the grid; `kind` is a `rules.workdays.DayKind`."""

    on: date
    kind: str
    name: str
    is_provisional: bool


@dataclass(frozen=True)
class GridYear:
    year: int
    months: tuple[tuple[date, tuple[tuple[GridDay | None, ...], ...]], ...]
    runs: tuple[DayRun, ...]


def years_of(calendar: WorkCalendar) -> list[GridYear]:
    """The published years, newest first."""
    years = range(calendar.last_on.year, calendar.first_on.year - 1, -1)
    return [
        GridYear(
            year,
            tuple((date(year, month, 1), _weeks(calendar, year, month)) for month in range(1, 13)),
            named_runs(calendar.special_runs(date(year, 1, 1), date(year, 12, 31))),
        )
        for year in years
    ]


def named_runs(runs: Iterable[DayRun]) -> tuple[DayRun, ...]:
    """The same, by the names the reader knows."""
    return tuple(replace(run, name=holiday_name(run.name)) for run in runs)


def _weeks(calendar: WorkCalendar, year: int, month: int) -> Any:
    def square(day: date) -> GridDay | None:
        if day.month != month:
            return None
        name = holiday_name(calendar.name_of(day))
        return GridDay(day, calendar.kind_of(day).value, name, calendar.is_provisional(day))

    return tuple(tuple(square(day) for day in week) for week in MONDAY_FIRST.monthdatescalendar(year, month))
