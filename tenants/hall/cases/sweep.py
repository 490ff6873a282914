"""② The sweep: what is next to be looked at is looked at; the law, not the bookmark, is the truth.

Cases by the hundred: lock what no clerk is working on → what has passed is marked by an event whose time is when it
passed, not when the worker noticed → set the next look, all in a few statements. When one case of a batch fails, the
batch is taken case by case; the one that fails is pushed an hour on and reported, and never stops the others.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import DatabaseError, transaction

from county.registry.permissions import Actor
from hall.cases.deadlines import late_before
from hall.cases.deeming import BY_RULE, deem_or_wait
from hall.cases.missed import look_at_deadlines
from hall.cases.models import Case
from hall.cases.transition import Change, apply_together
from hall.conduct.leads import lead
from hall.conduct.models import ConductLead
from hall.joint.lateness import leads_of_late_parts
from rules.classification import Route
from rules.clock import ClockState, state
from rules.errors import RuleError
from rules.standing import next_look
from rules.transitions import Action, Status

BATCH = 500
AT_MOST = 5_000  # cases a run, so that a backlog does not hold one worker for ever
PUSH = timedelta(hours=1)


@dataclass(frozen=True)
class Swept:
    """What one run did."""

    marked: int = 0
    failed: int = 0


def sweep(*, now: datetime) -> Swept:
    """Look at every case and every side deadline of this hall whose next look is due."""
    marked = failed = looked = 0
    before: list[UUID] = []
    while looked < AT_MOST and (found := _next(now)) and found != before:
        looked, before = looked + len(found), found
        try:
            marked += look_at_all(found, now=now)
        except (DatabaseError, RuleError):
            for case_id in found:
                done, wrong = _alone(case_id, now)
                marked, failed = marked + done, failed + wrong
    missed, wrong = look_at_deadlines(now=now, at_most=AT_MOST)
    return Swept(marked + missed, failed + wrong)


def look_at(case_id: UUID, *, now: datetime) -> bool:
    """Mark the case if something has passed; False when a clerk was faster and there is nothing left to mark."""
    return bool(look_at_all([case_id], now=now))


def look_at_all(case_ids: list[UUID], *, now: datetime) -> int:
    """Look at these cases in one transaction; returns how many steps were taken. Cases somebody is working on this
    very moment are left to the next run, not waited for."""
    with transaction.atomic():
        waiting = Case.objects.filter(pk__in=case_ids, next_check_at__lte=now)
        cases = list(waiting.order_by("pk").select_for_update(skip_locked=True))
        soon: list[tuple[Case, Change]] = []
        overdue: list[tuple[Case, Change]] = []
        steps = 0
        for case in cases:
            if case.status == Status.RECEIVED:
                steps += deem_or_wait(case, now=now)
            elif case.status != Status.ACCEPTED or case.is_stopped or case.due_at is None:
                _look_again(case, None)
            elif state(case.due_at, now) is ClockState.OVERDUE:
                overdue.append((case, _overdue(case, case.due_at, now)))
            elif passed := _becomes_due_soon(case, now):
                soon.append((case, _due_soon(case, passed, now)))
            else:
                _look_again(case, next_look(case.due_at, case.due_soon_at or case.due_at, now))
        apply_together(soon, Action.MARK_DUE_SOON, actor=BY_RULE, now=now)
        apply_together(overdue, Action.MARK_OVERDUE, actor=BY_RULE, now=now)
    return steps + len(soon) + len(overdue)


def _next(now: datetime) -> list[UUID]:
    due = Case.objects.filter(next_check_at__lte=now).order_by("next_check_at", "pk")
    return list(due.values_list("pk", flat=True)[:BATCH])


def _becomes_due_soon(case: Case, now: datetime) -> datetime | None:
    """When it became due soon, if that was not marked yet: once it was, the next look is at the due date."""
    is_marked = (
        case.next_check_at is not None and case.due_at is not None and case.next_check_at >= case.due_at
    )
    return None if is_marked or case.due_soon_at is None or case.due_soon_at > now else case.due_soon_at


def _due_soon(case: Case, passed: datetime, now: datetime) -> Change:
    return Change({"next_check_at": case.due_at}, {"noticed_at": now.isoformat()}, at=passed)


def _overdue(case: Case, passed: datetime, now: datetime) -> Change:
    """Marked, and a lead for who answers for it: the parts that held up a joint case, else the handler."""
    data: dict[str, object] = {"noticed_at": now.isoformat()}
    causes = late_before(case, passed) if case.route == Route.JOINT else []
    if causes:
        data["causes"] = causes
        leads = leads_of_late_parts(case, [each["about"] for each in causes], now=passed)
    else:
        handler = Actor(id=case.handler_id, name=case.handler_name)
        leads = [lead(ConductLead.Code.OVERDUE, case=case, staff=handler, now=passed)]
    return Change({"next_check_at": None}, data, rows=tuple(leads), at=passed)


def _look_again(case: Case, at: datetime | None) -> None:
    Case.objects.filter(pk=case.pk).update(next_check_at=at)


def _alone(case_id: UUID, now: datetime) -> tuple[int, int]:
    """Steps taken and failures of one case."""
    try:
        return look_at_all([case_id], now=now), 0
    except (DatabaseError, RuleError):
        logging.getLogger(__name__).exception("sweep failed on one case; it is tried again in an hour")
        _push(case_id, now + PUSH)
        return 0, 1


def _push(case_id: UUID, until: datetime) -> None:
    """Look again later; not now if somebody holds the row."""
    with transaction.atomic():
        if free := Case.objects.select_for_update(skip_locked=True).filter(pk=case_id).first():
            Case.objects.filter(pk=free.pk).update(next_check_at=until)
