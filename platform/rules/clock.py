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

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rules import reasons
from rules.counting import Count
from rules.errors import RuleError
from rules.hours import LOCAL, OpeningHours
from rules.limits import Limit, LimitUnit
from rules.opening import working_minutes_between
from rules.standing import ClockState, due_soon_at, state
from rules.stops import Stop, merge, require_aware
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


@dataclass(frozen=True, slots=True)
class DueDate:
    """The instant something is due, and the reasons in order.

    Provisional when it rests on unpublished days, or when a stop that has not ended will still move it
    (`is_stopped`).
    """

    due_at: datetime
    is_provisional: bool
    trace: tuple[TraceLine, ...]
    is_stopped: bool = False

    def as_data(self) -> dict[str, Any]:
        return {
            "due_at": self.due_at.isoformat(),
            "is_provisional": self.is_provisional,
            "is_stopped": self.is_stopped,
            "trace": [line.as_data() for line in self.trace],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "DueDate":
        trace = tuple(TraceLine.from_data(line) for line in data["trace"])
        return cls(datetime.fromisoformat(data["due_at"]), data["is_provisional"], trace, data["is_stopped"])


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
    count = Count(calendar, hours, merge(stops, now), [])
    begun = count.begin(accepted_at.astimezone(LOCAL))
    due = count.minutes(begun, limit) if limit.unit is LimitUnit.WORKING_MINUTES else count.days(begun, limit)
    if extension_days:
        due = count.extension(due, Limit(extension_days, extension_unit, extension_article))
    running = [pause for pause in count.pauses if pause.is_running and pause.start < due]
    is_unpublished = any(calendar.is_provisional(at.date()) for at in (begun, due))
    if is_unpublished:
        first_on, last_on = calendar.first_on.isoformat(), calendar.last_on.isoformat()
        count.lines.append(reasons.UNPUBLISHED(first_on=first_on, last_on=last_on))
    for pause in running:
        said = count.said_of(pause)
        count.lines.append(reasons.STANDS_STILL(start=said["start"], reasons=said["reasons"]))
    count.lines.append(reasons.BY_CALENDAR(version=calendar.version))
    return DueDate(due, is_unpublished or bool(running), tuple(count.lines), bool(running))
