"""How long a hall is open between two instants: the only time that working minutes and stops are made of."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from rules.hours import LOCAL, OpeningHours
from rules.workdays import DAY, WorkCalendar

Spell = tuple[datetime, datetime]
MINUTE = timedelta(minutes=1)


def open_spells(
    start: datetime, end: datetime, calendar: WorkCalendar, hours: OpeningHours
) -> Iterator[Spell]:
    """The stretches between `start` and `end` in which the hall is open, in order."""
    day, last = start.astimezone(LOCAL).date(), end.astimezone(LOCAL).date()
    while day <= last:
        if calendar.is_working_day(day):
            for opens, closes in hours.instants_on(day):
                spell = max(opens, start), min(closes, end)
                if spell[0] < spell[1]:
                    yield spell
        day += DAY


def open_time(start: datetime, end: datetime, calendar: WorkCalendar, hours: OpeningHours) -> timedelta:
    """How long the hall is open from `start` to `end`; nothing when `end` comes first."""
    return sum((until - since for since, until in open_spells(start, end, calendar, hours)), timedelta())


def working_minutes_between(
    start: datetime, end: datetime, calendar: WorkCalendar, hours: OpeningHours
) -> int:
    """Whole working minutes from `start` to `end`; negative when `end` comes first.

    From due date to completion: how many minutes late (above zero) or early (below).
    """
    if end < start:
        return -working_minutes_between(end, start, calendar, hours)
    return open_time(start, end, calendar, hours) // MINUTE


def working_minutes_before(
    end: datetime, minutes: int, calendar: WorkCalendar, hours: OpeningHours
) -> datetime:
    """The instant from which exactly `minutes` working minutes are left until `end`."""
    left, day = minutes * MINUTE, end.astimezone(LOCAL).date()
    while True:
        if calendar.is_working_day(day):
            for opens, closes in reversed(hours.instants_on(day)):
                closes = min(closes, end)
                if closes - opens >= left:
                    return closes - left
                left -= max(closes - opens, timedelta())
        day -= DAY
