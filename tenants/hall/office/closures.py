"""The calendar as this hall lives it: the county's, less the days on which the hall itself is shut."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from county.standards.calendars import calendar_version, current_calendar
from hall.office.models import ClosureNotice
from rules.workdays import DAY, WorkCalendar


@dataclass(frozen=True)
class Notice:
    """One announcement; a cancellation names the days on which the hall is open after all."""

    number: int
    first_on: date
    last_on: date
    name: str
    announced_by: str
    is_cancellation: bool

    @property
    def days(self) -> list[date]:
        return [self.first_on + DAY * n for n in range((self.last_on - self.first_on).days + 1)]


@dataclass(frozen=True)
class Closures:
    """The closed days that stand, by name; `version` is the number of the newest notice, 0 before the first."""

    version: int
    days: Mapping[date, str]
    notices: tuple[Notice, ...] = ()

    def since(self, day: date) -> dict[date, str]:
        """Those on or after `day`."""
        return {closed: name for closed, name in self.days.items() if closed >= day}


def closures() -> Closures:
    """What the hall we are inside has announced and not cancelled. One small query."""
    rows = ClosureNotice.objects.order_by("number").values_list(
        "number", "first_on", "last_on", "name", "announced_by", "cancels_id"
    )
    notices = tuple(
        Notice(number, first_on, last_on, name, by, cancels is not None)
        for number, first_on, last_on, name, by, cancels in rows
    )
    days: dict[date, str] = {}
    for notice in notices:
        if notice.is_cancellation:
            days = {day: name for day, name in days.items() if day not in notice.days}
        else:
            days |= dict.fromkeys(notice.days, notice.name)
    return Closures(notices[-1].number if notices else 0, days, notices)


def hall_calendar() -> WorkCalendar:
    """The calendar in force with this hall's closures: what its pages count by."""
    return lived(current_calendar(), closures())


def lived(calendar: WorkCalendar, shut: Closures) -> WorkCalendar:
    """A published version of the calendar with these closures."""
    return _lived(calendar.version, tuple(sorted(shut.days.items()))) if shut.days else calendar


@lru_cache(maxsize=64)
def _lived(version: int, shut: tuple[tuple[date, str], ...]) -> WorkCalendar:
    return calendar_version(version).with_closures(dict(shut))
