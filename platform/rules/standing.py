"""How something stands against its due date: on time, due soon or overdue."""

from datetime import datetime
from enum import StrEnum

from rules.hours import LOCAL, OpeningHours
from rules.limits import Limit, LimitUnit
from rules.opening import working_minutes_before
from rules.workdays import DAY, WorkCalendar


class ClockState(StrEnum):
    ON_TIME = "on_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"


def due_soon_at(due: datetime, before: Limit, *, calendar: WorkCalendar, hours: OpeningHours) -> datetime:
    """The instant from which something counts as due soon, `before` ahead of its due date, in local time.

    In working days: closing time of the n-th working day before the due day, so that the whole last n working
    days are due soon. In working minutes: to the minute. In calendar days: the same time of day.
    """
    due = due.astimezone(LOCAL)
    if before.unit is LimitUnit.WORKING_MINUTES:
        return working_minutes_before(due, before.amount, calendar, hours)
    if before.unit is LimitUnit.CALENDAR_DAYS or not before.amount:
        return due - before.amount * DAY
    day = calendar.add_working_days(due.date(), -before.amount)
    return datetime.combine(day, hours.closing_at(day), LOCAL)


def next_look(due: datetime, due_soon: datetime, after: datetime) -> datetime:
    """When something is next to be looked at: as it becomes due soon, later when it is due. What begins inside its
    last days is not marked as due soon: whoever took it in knows."""
    return due_soon if due_soon > after else due


def state(
    due_at: datetime,
    now: datetime,
    completed_at: datetime | None = None,
    *,
    due_soon_at: datetime | None = None,
) -> ClockState:
    """On the due instant itself it is still on time. What is completed is never due soon.

    Without `due_soon_at` nothing is due soon.
    """
    if (completed_at or now) > due_at:
        return ClockState.OVERDUE
    if completed_at is None and due_soon_at is not None and now >= due_soon_at:
        return ClockState.DUE_SOON
    return ClockState.ON_TIME
