"""All cases of a hall, slice by slice, for the county to count its figures anew or to check them."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from county.halls import HallRef, inside
from county.rollup import rebuild as figures
from county.rollup.rebuild import Outcome, Slice
from hall.cases.models import Case, CaseEvent
from hall.reporting.report_up import report_up, reports_of, with_urges

AT_ONCE = 1_000  # cases in memory


def rebuild(hall: HallRef, *, now: datetime) -> Outcome:
    """Report what waits, then replace the county's figures of this hall. Called outside the hall."""
    report_up(hall, now=now)
    return figures.replace(hall.id, slices(hall), now=now)


def check(hall: HallRef, *, now: datetime) -> Outcome:
    """Report what waits (as the worker does every few seconds), then compare without changing a figure."""
    report_up(hall, now=now)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return figures.compare(hall.id, slices(hall))


def slices(hall: HallRef) -> Iterator[Slice]:
    """By key, not by cursor: the connection leaves the hall between two slices."""
    after = None
    while True:
        with inside(hall):
            unreported = CaseEvent.objects.filter(case=OuterRef("pk"), reported_at__isnull=True)
            cases = with_urges(Case.objects.order_by("pk")).annotate(is_waiting=Exists(unreported))
            found = list((cases.filter(pk__gt=after) if after else cases)[:AT_ONCE])
        is_last = len(found) < AT_ONCE
        yield Slice(
            after=after,
            up_to=None if is_last else found[-1].pk,
            reports=list(reports_of(found)),
            waiting=frozenset(case.pk for case in found if case.is_waiting),
        )
        if is_last:
            return
        after = found[-1].pk
