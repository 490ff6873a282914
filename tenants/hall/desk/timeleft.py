"""The time a case has left, in the words a clerk would use."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from county.now import TIMEZONE
from hall.cases.models import Case
from rules.transitions import OPEN, Status


def time_left(case: Case, now: datetime) -> str:
    """ "due today", "3 days late", …; "" for a case without a due date or already settled."""
    if case.status not in OPEN or case.status == Status.RECEIVED or case.due_at is None:
        return ""
    due = case.due_at.astimezone(TIMEZONE)
    days = (due.date() - now.astimezone(TIMEZONE).date()).days
    if now > due:
        if days == 0:
            return _("late since today")
        return ngettext("%(days)s day late", "%(days)s days late", -days) % {"days": -days}
    if days == 0:
        return _("due today")
    return ngettext("%(days)s day left", "%(days)s days left", days) % {"days": days}
