"""Cases that a calendar for 2027 moves, and everything a hall holds of them."""

from datetime import date, datetime, timedelta

from support import build

from county.now import TIMEZONE
from hall.cases.actions import accept_case
from hall.cases.models import Case, CaseEvent
from hall.decisions.models import DecisionRecord

BEFORE_NEW_YEAR = datetime(2026, 12, 22, 10, 0, tzinfo=TIMEZONE)  # a Tuesday; ten working days lead into 2027
LATER = BEFORE_NEW_YEAR + timedelta(hours=1)


def clock() -> datetime:
    return LATER


def accepted(actor: object, key: str = "k", now: datetime = BEFORE_NEW_YEAR, **fields: object) -> Case:
    case = build.case(actor, key=key, now=now, **fields)
    accept_case(case.pk, actor=actor, now=now)
    return Case.objects.get(pk=case.pk)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, 30, tzinfo=TIMEZONE)


def everything() -> list[object]:
    """All that a hall holds of its cases."""
    return [list(model.objects.order_by("pk").values_list()) for model in (Case, CaseEvent, DecisionRecord)]
