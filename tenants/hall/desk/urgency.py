"""How much time is left, in the three colours of the desk: overdue, due soon, on time."""

from dataclasses import dataclass
from datetime import datetime, time

from county.now import TIMEZONE
from hall.cases.models import Case
from hall.office.closures import hall_calendar
from hall.regulations.current import regulation_on
from rules.clock import ClockState, Limit, LimitUnit, due_soon_at, state
from rules.errors import RuleError
from rules.hours import OpeningHours
from rules.transitions import Status
from rules.workdays import WorkCalendar

SOON = Limit(2, LimitUnit.WORKING_DAYS)  # what turns amber: due on the last two working days
WAITING = "waiting"  # received, and the clock has not started
STATES = (WAITING, ClockState.OVERDUE.value, ClockState.DUE_SOON.value, ClockState.ON_TIME.value)
ALL_DAY = OpeningHours.all_year((time(0, 0), time(23, 59)))  # for a hall whose rules state no hours


@dataclass(frozen=True)
class Horizon:
    """Now, the last due date that still counts as soon, and the calendar both are counted by."""

    now: datetime
    soon_until: datetime
    calendar: WorkCalendar

    @classmethod
    def at(cls, now: datetime) -> "Horizon":
        """The horizon of the hall we are inside, by its hours and the calendar as it lives it."""
        calendar, hours = hall_calendar(), _hours(now)
        day, soon_until = calendar.working_day_from(now.astimezone(TIMEZONE).date()), now
        while True:
            closing = datetime.combine(day, hours.closing_at(day), TIMEZONE)
            if due_soon_at(closing, SOON, calendar=calendar, hours=hours) > now:
                return cls(now, soon_until, calendar)
            day, soon_until = calendar.next_working_day(day), closing

    def state_of(self, case: Case) -> str:
        """The colour of an open or completed case; "" once there is nothing left to hurry for."""
        if case.status in (Status.RECEIVED, Status.AWAITING_SUPPLEMENT):
            return WAITING
        if case.due_at is None or case.status not in (Status.ACCEPTED, Status.COMPLETED, Status.COLLECTED):
            return ""
        # `soon_until` is compared with the due date, so a due date on or before it is soon from now on.
        soon = self.now if case.due_at <= self.soon_until else None
        return state(case.due_at, self.now, case.completed_at, due_soon_at=soon).value


def _hours(now: datetime) -> OpeningHours:
    try:
        return regulation_on(now.astimezone(TIMEZONE).date()).rulebook.hours or ALL_DAY
    except RuleError:
        return ALL_DAY
