"""When the hall is open: today's hours or the next working day, by its regulation, the calendar and its closures."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from county.now import TIMEZONE
from county.standards.holidays import holiday_name
from rules.hours import OpeningHours, Season, Span
from rules.workdays import DayKind, DayRun, WorkCalendar

AHEAD = timedelta(days=60)  # how early a closure is announced to everybody


@dataclass(frozen=True)
class Opening:
    """What the sign at the door says."""

    today: date
    is_open_now: bool
    spans: tuple[Span, ...]  # of today; none on a day off
    day_off: str  # the name of today's holiday, if it has one
    next_on: date  # the day the hall next opens
    next_spans: tuple[Span, ...]
    seasons: tuple[Season, ...]  # all of them, when the year has more than one
    closures: tuple[DayRun, ...] = ()  # of the hall alone, those that are going on or come soon


def opening_of(hours: OpeningHours, calendar: WorkCalendar, now: datetime) -> Opening:
    """The opening at `now`. After closing, and on days off, the next working day is what matters."""
    local = now.astimezone(TIMEZONE)
    today = local.date()
    is_worked = calendar.is_working_day(today)
    is_over = not is_worked or local.time() >= hours.closing_at(today)
    next_on = calendar.next_working_day(today) if is_over else today
    return Opening(
        today=today,
        is_open_now=is_worked and any(start <= local.time() < end for start, end in hours.spans_on(today)),
        spans=hours.spans_on(today) if is_worked else (),
        day_off=holiday_name(calendar.name_of(today)) if not is_worked else "",
        next_on=next_on,
        next_spans=hours.spans_on(next_on),
        seasons=hours.seasons if len(hours.seasons) > 1 else (),
        closures=tuple(
            run for run in calendar.special_runs(today, today + AHEAD) if run.kind is DayKind.CLOSURE
        ),
    )
