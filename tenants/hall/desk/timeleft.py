"""The time a case has left, in the words a clerk would use, counted as limits are: in working days."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from county.now import TIMEZONE
from hall.cases.models import Case
from rules.transitions import OPEN, Status
from rules.workdays import WorkCalendar


def time_left(case: Case, now: datetime, calendar: WorkCalendar) -> str:
    """ "due today", "3 working days late", …; "" for a case without a due date or already settled."""
    if case.status not in OPEN or case.status == Status.RECEIVED or case.due_at is None:
        return ""
    if case.is_stopped:
        return _("clock stopped")
    today, due_on = now.astimezone(TIMEZONE).date(), case.due_at.astimezone(TIMEZONE).date()
    if now > case.due_at:
        return _late(calendar.working_days_between(due_on, today), since_today=due_on == today)
    if due_on == today:
        return _("due today")
    days = calendar.working_days_between(today, due_on)
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}


def _late(days: int, *, since_today: bool) -> str:
    if since_today:
        return _("late since today")
    if not days:  # at the weekend after it
        return _("late since the last working day")
    return ngettext("%(days)s working day late", "%(days)s working days late", days) % {"days": days}
