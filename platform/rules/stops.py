"""Stops of the clock: hearing, survey, public notice, expert review, supplement; merged, and what they took.

The time a hearing or an expert review needs is not counted in the limit (Administrative Licensing Law art. 45), and
a hall's record of the other procedures does the same. So not one minute of a stop may be counted, nor be given back
twice: stops that overlap or touch are one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction

from rules.errors import RuleError
from rules.hours import LOCAL, OpeningHours
from rules.opening import open_spells
from rules.workdays import WorkCalendar

WHOLE_DAY = timedelta(days=1)


class StopReason(StrEnum):
    """Why a clock may stand still."""

    HEARING = "hearing"
    PUBLIC_NOTICE = "public_notice"
    SITE_SURVEY = "site_survey"
    EXPERT_REVIEW = "expert_review"
    SUPPLEMENT = "supplement"
    ABOVE = "above"  # with the authority an agency case was filed with; only of the limit inside the hall
    REVIEW = "review"  # of a return that was lifted: what the hall got wrong costs the applicant no time


@dataclass(frozen=True)
class Stop:
    """One stop on record. `end` is None while the clock still stands. `reason` is a code, never free text."""

    start: datetime
    end: datetime | None
    reason: str

    def __post_init__(self) -> None:
        require_aware(self.start)
        if self.end is not None:
            require_aware(self.end)
            if self.end < self.start:
                raise RuleError("bad_stop", "A stop of the clock cannot end before it begins.", "end")


@dataclass(frozen=True)
class Pause:
    """A stretch in which the clock stands still, made of one or more stops, in local time."""

    start: datetime
    end: datetime
    reasons: tuple[str, ...]
    is_running: bool = False

    def within(self, since: datetime, until: datetime) -> "Pause | None":
        start, end = max(self.start, since), min(self.end, until)
        return Pause(start, end, self.reasons, self.is_running) if start < end else None


def merge(stops: Iterable[Stop], now: datetime | None = None) -> tuple[Pause, ...]:
    """The stops in order, overlapping and touching ones as one.

    A stop without an end has lasted until `now`; without `now` it has taken nothing yet.
    """
    pauses: list[Pause] = []
    for stop in sorted(stops, key=lambda stop: (stop.start, stop.reason)):
        is_running = stop.end is None
        start = stop.start.astimezone(LOCAL)
        end = (stop.end or max(stop.start, now or stop.start)).astimezone(LOCAL)
        before = pauses[-1] if pauses else None
        if before and start <= before.end:
            reasons = tuple(sorted({*before.reasons, stop.reason}))
            still = before.is_running or is_running
            pauses[-1] = Pause(before.start, max(end, before.end), reasons, still)
        else:
            pauses.append(Pause(start, end, (stop.reason,), is_running))
    return tuple(pauses)


def working_days_taken(pause: Pause, calendar: WorkCalendar, hours: OpeningHours) -> Fraction:
    """The working days a pause took: of each working day the share of its opening time, exactly.

    A share, not minutes, so that a whole day is one day in the winter timetable and in the summer one.
    """
    taken = Fraction(0)
    for since, until in open_spells(pause.start, pause.end, calendar, hours):
        whole = sum((end - start for start, end in hours.instants_on(since.date())), timedelta())
        taken += _share(until - since, whole)
    return taken


def calendar_days_taken(pause: Pause) -> Fraction:
    """The calendar days a pause took, in days of 24 hours, exactly."""
    return _share(pause.end - pause.start, WHOLE_DAY)


def require_aware(at: datetime) -> None:
    """Naive datetimes are a programming mistake, not something a user can cause."""
    if at.tzinfo is None:
        raise ValueError("The clock works with aware datetimes only.")


def _share(part: timedelta, whole: timedelta) -> Fraction:
    microsecond = timedelta(microseconds=1)
    return Fraction(part // microsecond, whole // microsecond)
