"""② Cases whose hall has not said in time what is missing are accepted by rule, as of when their papers came."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from county.now import TIMEZONE
from county.registry.permissions import Actor
from hall.cases.acceptance import accepted
from hall.cases.deemed import tell_by
from hall.cases.models import Case
from hall.cases.transition import apply
from hall.office.closures import hall_calendar
from hall.regulations.current import regulation, regulation_on
from rules.transitions import Action, Status

BY_RULE = Actor(name="")


def deem_or_wait(case: Case, *, now: datetime) -> bool:
    """Accept the (locked, received) case by rule if its time has passed; else look again when it will have."""
    passed = tell_by(case, regulation(case.regulation_id), hall_calendar())
    if passed is None or now <= passed:
        Case.objects.filter(pk=case.pk).update(next_check_at=passed)
        return False
    rules = regulation_on(passed.astimezone(TIMEZONE).date())
    apply(
        case.pk,
        Action.DEEM_ACCEPTED,
        actor=BY_RULE,
        now=passed,
        decide=lambda locked: accepted(
            locked, locked.papers_at, rules, actor=BY_RULE, now=passed, is_deemed=True
        ),
    )
    return True


def deem_if_due(case_id: UUID, *, now: datetime) -> None:
    """The rule comes first, also where the sweep has not been yet: what is asked or refused after the time to tell
    has passed is asked or refused of an accepted case."""
    with transaction.atomic():
        received = Case.objects.filter(pk=case_id, status=Status.RECEIVED.value, next_check_at__lt=now)
        if case := received.select_for_update().first():
            deem_or_wait(case, now=now)
