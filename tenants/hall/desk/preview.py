"""When a matter would be due if its case were accepted now: what a clerk can tell the applicant."""

from datetime import datetime

from county.now import TIMEZONE
from hall.catalogue.models import Matter
from hall.office.closures import hall_calendar
from hall.regulations.current import regulation_on
from rules.clock import DueDate, Limit, LimitUnit, due_at
from rules.errors import RuleError


def due_if_accepted(matter: Matter, now: datetime) -> DueDate | None:
    """None when the hall's rules cannot say: no regulation in force, or one without opening hours."""
    try:
        rulebook = regulation_on(now.astimezone(TIMEZONE).date()).rulebook
    except RuleError:
        return None
    if rulebook.hours is None:
        return None
    limit = Limit(matter.promised_limit, LimitUnit(matter.promised_unit))
    return due_at(now, limit, calendar=hall_calendar(), hours=rulebook.hours)
