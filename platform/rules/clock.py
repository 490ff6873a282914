"""When something is due, and why: the only place that turns a limit into a date.

Days. The day of acceptance is day 0 and never counts; accepted after closing or on a day off, day 0 is the
next working day. A limit in days ends at closing time of the first working day by which the clock has run the
whole amount and at whose closing time it is not standing still. Of each day a stop takes the share it covers;
the shares are summed exactly and only the sum is rounded up to whole days: time of a stop is never counted
(Administrative Licensing Law art. 45), and a limit in days ends when the hall closes on its last day (Civil
Code art. 203), so it cannot end at half past ten. However many stops there are, no more than the rest of one
day is given on top of what they took. Stops before day 1 take nothing (day 0 does not count), nor do stops
after the limit has ended; for a same-day limit (0 days) stops count from acceptance on.
Minutes. They run from acceptance, inside opening spans only; stops shift the end to the minute.
Extension. A period of its own: its day 1 is the day after the limit's last day, its stops are its own.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, partial

from rules.counting import Count, DaysRun, MinutesRun
from rules.errors import RuleError
from rules.hours import LOCAL, OpeningHours
from rules.limits import Limit, LimitUnit
from rules.opening import working_minutes_between
from rules.standing import ClockState, due_soon_at, state
from rules.stops import Stop, merge, require_aware
from rules.telling import tell
from rules.trace import TraceLine
from rules.workdays import WorkCalendar

__all__ = [
    "LOCAL",
    "ClockState",
    "DueDate",
    "Limit",
    "LimitUnit",
    "Stop",
    "TraceLine",
    "due_at",
    "due_soon_at",
    "state",
    "working_minutes_between",
]


@dataclass(frozen=True)
class DueDate:
    """The instant something is due. `trace` gives the reasons in order, told only when somebody asks.

    Provisional when it rests on unpublished days, or when a stop that has not ended will still move it
    (`is_stopped`).
    """

    due_at: datetime
    is_provisional: bool
    is_stopped: bool
    _telling: Callable[[], Iterator[TraceLine]] = field(repr=False, compare=False)

    @cached_property
    def trace(self) -> tuple[TraceLine, ...]:
        return tuple(self._telling())


def due_at(
    accepted_at: datetime,
    limit: Limit,
    *,
    calendar: WorkCalendar,
    hours: OpeningHours,
    stops: Iterable[Stop] = (),
    extension_days: int = 0,
    extension_unit: LimitUnit = LimitUnit.WORKING_DAYS,
    extension_article: str | None = None,
    now: datetime | None = None,
) -> DueDate:
    """When a case accepted at `accepted_at` is due, in local time.

    A stop without an end has taken the time until `now`, and the answer is never before `now`; without `now`
    it has taken nothing yet, and the answer is the earliest possible. Either way it is `is_stopped`.
    `extension_days` must already be within the regulation's bound (`Extension.check`).
    """
    require_aware(accepted_at)
    if extension_days < 0 or extension_unit is LimitUnit.WORKING_MINUTES:
        raise RuleError("bad_extension", "An extension is a number of days.", "extension_days")
    count = Count(calendar, hours, merge(stops, now))
    beginning = count.begin(accepted_at.astimezone(LOCAL))
    begun, in_minutes = beginning.counts_from, limit.unit is LimitUnit.WORKING_MINUTES
    run = count.minutes(begun, limit) if in_minutes else count.days(begun, limit)
    runs: tuple[DaysRun | MinutesRun, ...] = (run,)
    if extension_days:
        runs += (count.extension(run.due, Limit(extension_days, extension_unit, extension_article)),)
    due = runs[-1].due
    running = tuple(pause for pause in count.pauses if pause.is_running and pause.start < due)
    is_unpublished = calendar.is_provisional(beginning.at.date()) or calendar.is_provisional(due.date())
    telling = partial(tell, count, beginning, runs, is_unpublished=is_unpublished, running=running)
    return DueDate(due, is_unpublished or bool(running), bool(running), telling)
