"""When the county's pages say that the calendar ends: from 60 days before, and louder once it is over."""

from dataclasses import dataclass
from datetime import date, datetime

from county.now import TIMEZONE
from county.standards.models import CalendarVersion
from rules.succession import Coverage, coverage, days_left


@dataclass(frozen=True)
class Alarm:
    """What the banner says."""

    last_on: date
    days_left: int
    is_over: bool


def alarm_of(version: CalendarVersion | None, now: datetime) -> Alarm | None:
    """None while enough days are published."""
    if version is None:
        return None
    today = now.astimezone(TIMEZONE).date()
    state = coverage(version.last_on, today)
    if state is Coverage.ENOUGH:
        return None
    return Alarm(version.last_on, days_left(version.last_on, today), state is Coverage.OVER)
