"""② The sweep: cases whose next look is due are looked at again; the law, not the bookmark, is the truth.

Steps: find due rows by the partial index → recompute the state → mark what has passed by an event whose time is
when the deadline passed, not when the worker noticed → set the next look. A case that fails is pushed an hour
on and reported; it never stops the others.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, transaction

from county.registry.permissions import Actor
from hall.cases.models import Case
from hall.cases.transition import Change, apply
from rules.clock import state
from rules.errors import RuleError
from rules.transitions import Action, Status

SWEEPER = Actor(name="")
AT_MOST = 500  # cases a run, so that a backlog does not hold one worker for ever
PUSH = timedelta(hours=1)


@dataclass(frozen=True)
class Swept:
    """What one run did."""

    marked: int = 0
    failed: int = 0


def sweep(*, now: datetime) -> Swept:
    """Look at every case of this hall whose next look is due."""
    due = Case.objects.filter(next_check_at__lte=now).order_by("next_check_at").values_list("pk", flat=True)
    marked = failed = 0
    for case_id in list(due[:AT_MOST]):
        try:
            marked += look_at(case_id, now=now)
        except (DatabaseError, RuleError):
            logging.getLogger(__name__).exception("sweep failed on one case; it is tried again in an hour")
            _push(case_id, now + PUSH)
            failed += 1
    return Swept(marked, failed)


def look_at(case_id: UUID, *, now: datetime) -> bool:
    """Mark the case overdue if it is; False when a clerk was faster and there is nothing left to mark.

    A case somebody is working on this very moment is left to the next run, not waited for.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(skip_locked=True).filter(pk=case_id).first()
        if case is None or case.status != Status.ACCEPTED:
            return False
        if case.next_check_at is None or case.next_check_at > now:
            return False
        if case.due_at is None or state(case.due_at, now) != "overdue":
            Case.objects.filter(pk=case_id).update(next_check_at=case.due_at)
            return False
        passed = case.due_at
        apply(
            case_id,
            Action.MARK_OVERDUE,
            actor=SWEEPER,
            now=passed,
            decide=lambda _: Change(fields={"next_check_at": None}, data={"noticed_at": now.isoformat()}),
        )
    return True


def _push(case_id: UUID, until: datetime) -> None:
    """Look again later; not now if somebody holds the row."""
    with transaction.atomic():
        if free := Case.objects.select_for_update(skip_locked=True).filter(pk=case_id).first():
            Case.objects.filter(pk=free.pk).update(next_check_at=until)
