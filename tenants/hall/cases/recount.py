"""Open cases are counted again when the county publishes a calendar or the hall announces that it is closed.

Which cases are left stands on the cases themselves (`calendar_version`, `closures_version`), so a run that is
halted anywhere goes on where it stopped, and one run too many finds nothing. Each batch is one transaction
together with the county's progress.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from county.halls import HallRef, inside
from county.standards import recounts
from county.standards.models import Recount
from hall.cases.models import Case
from hall.cases.recount_batch import Basis, basis, count_batch

BATCH = 500  # cases a transaction: short locks, and a killed worker loses little work
LONGEST = timedelta(seconds=100)  # a run; then it sends itself again, so that no hall holds a worker for ever
SOON, LATER = timedelta(minutes=1), timedelta(hours=1)  # next try at a locked case, at one that failed


def count_behind() -> int:
    """How many open cases of the hall we are inside are still to be counted again."""
    newest = basis()
    return Case.objects.filter(newest.behind).count() if newest else 0


def recount(
    hall: HallRef, *, clock: Callable[[], datetime], longest: timedelta = LONGEST, batch: int = BATCH
) -> bool:
    """Count the hall's open cases again; True when work is left that need not wait. Called outside the hall.

    `clock` says when each batch happens. A case that a clerk is working on is left for a minute, one that cannot
    be counted is reported and left for an hour; neither holds up the others.
    """
    with recounts.counting_alone(hall.id) as is_alone:
        if not is_alone:
            return False  # whoever is counting goes on to the end; halted, it is found by beat
        began = clock()
        with inside(hall):
            newest = basis()
            if newest is None:
                return False
            is_any_behind = Case.objects.filter(newest.behind).exists()
            left = Case.objects.filter(newest.behind_calendar).count()
        row = recounts.begin(hall.id, newest.calendar.version, left=left, now=began)
        if row.finished_at and not is_any_behind:
            return False
        after: UUID | None = None
        has_failed = False
        while True:
            now = clock()
            with transaction.atomic():
                with inside(hall):
                    if basis() != newest:
                        return True  # something newer was published or announced meanwhile
                    done = count_batch(newest, after, at_most=batch, now=now)
                recounts.add(row, done.tally)
            if done.last is None:
                break
            after, has_failed = done.last, has_failed or done.has_failed
            if now - began >= longest:
                return True
        _end(hall, row, newest, wait=LATER if has_failed else SOON, now=clock())
    return False


def _end(hall: HallRef, row: Recount, newest: Basis, *, wait: timedelta, now: datetime) -> None:
    """Every case was looked at. What is left now was locked or has failed, and is tried again after a while."""
    with inside(hall):
        left = Case.objects.filter(newest.behind).count()
        is_through = not Case.objects.filter(newest.behind_calendar).exists()
    recounts.end(row, is_through=is_through, left=left, now=now, next_try_at=now + wait)
