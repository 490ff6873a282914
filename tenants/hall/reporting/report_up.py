"""⑤ The hall's side of reporting up: unreported events become reports, in one transaction with the county's figures."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from county.halls import HallRef, inside
from county.now import TIMEZONE
from county.rollup.record import record
from county.rollup.report import CaseReport
from hall.cases.models import Case, CaseEvent, Urge
from rules.clock import ClockState, state
from rules.transitions import Status

BATCH = 500  # events a transaction: short locks, and a killed worker loses little work


def report_up(hall: HallRef, *, now: datetime) -> int:
    """Report every waiting event of the hall; returns how many. Called outside the hall, between transactions.

    Drains by `reported_at IS NULL` with SKIP LOCKED, never by "id greater than the last": transactions commit
    out of order. Killed at any line, it is undone or done; run again, it changes nothing.
    """
    reported = 0
    while taken := _report_batch(hall, now):
        reported += taken
    return reported


def _report_batch(hall: HallRef, now: datetime) -> int:
    with transaction.atomic():
        with inside(hall):
            waiting = CaseEvent.objects.filter(reported_at__isnull=True).order_by("happened_at")
            events = list(waiting.select_for_update(skip_locked=True).values_list("id", "case_id")[:BATCH])
            cases = with_urges(Case.objects.filter(pk__in={case_id for _, case_id in events}))
            reports = list(reports_of(cases))
        record(hall.id, reports, now=now)
        with inside(hall):
            CaseEvent.objects.filter(pk__in=[event_id for event_id, _ in events]).update(reported_at=now)
    return len(events)


def with_urges(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each with `urge_count`, as `reports_of` reads it."""
    urges = Urge.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(n=Count("*"))
    return cases.annotate(urge_count=Coalesce(Subquery(urges.values("n")), 0))


def reports_of(cases: Iterable[Any]) -> Iterable[CaseReport]:
    """What the county is told of these cases (`with_urges`): their state now, no name, no number, no phone."""
    for case in cases:
        yield CaseReport(
            case_id=case.id,
            sequence=case.version,
            matter_code=case.matter_code,
            department=case.department,
            kind=case.kind,
            term=case.term,
            route=case.route,
            status=case.status,
            received_on=_day(case.received_at),
            accepted_on=_day(case.accepted_at) if case.accepted_at else None,
            due_at=case.due_at,
            due_soon_at=case.due_soon_at,
            is_stopped=case.is_stopped,
            urges=case.urge_count,
            ended_on=_day(case.ended_at) if case.ended_at else None,
            was_on_time=_was_on_time(case),
        )


def _day(moment: datetime) -> date:
    return moment.astimezone(TIMEZONE).date()


def _was_on_time(case: Case) -> bool | None:
    """Of a completed case that had a due date, by the same rule its clerks see; None of any other."""
    if (
        case.status not in (Status.COMPLETED, Status.COLLECTED)
        or case.completed_at is None
        or case.due_at is None
    ):
        return None
    return state(case.due_at, case.completed_at, case.completed_at) is not ClockState.OVERDUE
