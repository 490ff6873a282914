"""How much time is left, in the colours of the desk: overdue, due soon, on time; or the clock stands still."""

from datetime import datetime

from django.db.models import Q

from hall.cases.models import Case
from rules.clock import ClockState, state
from rules.transitions import OPEN, Status

WAITING = "waiting"  # received, and the clock has not started
STOPPED = "stopped"
RAN = (Status.ACCEPTED, Status.COMPLETED, Status.COLLECTED)


def state_of(case: Case, now: datetime) -> str:
    """The colour of an open or completed case; "" once there is nothing left to hurry for."""
    if case.status in (Status.RECEIVED, Status.AWAITING_SUPPLEMENT):
        return WAITING
    if case.due_at is None or case.status not in RAN:
        return ""
    if case.is_stopped:
        return STOPPED
    return state(case.due_at, now, case.completed_at, due_soon_at=case.due_soon_at).value


def narrowed_to(chosen: str, now: datetime) -> Q:
    """Open cases of one colour; all for a colour that is none."""
    accepted = Q(status=Status.ACCEPTED.value)
    running = accepted & Q(is_stopped=False)
    return {
        WAITING: Q(status__in=[status.value for status in OPEN - {Status.ACCEPTED}]),
        STOPPED: accepted & Q(is_stopped=True),
        ClockState.OVERDUE.value: running & Q(due_at__lt=now),
        ClockState.DUE_SOON.value: running & Q(due_at__gte=now, due_soon_at__lte=now),
        ClockState.ON_TIME.value: running & Q(due_at__gte=now, due_soon_at__gt=now),
    }.get(chosen, Q())
