"""Background shells of the cases: find the hall, call the sweep or the recount."""

import logging
from datetime import timedelta

from celery import shared_task
from django.db import DatabaseError
from kombu.exceptions import OperationalError

from county import now as moment
from county.halls import HallRef, inside
from county.registry.models import Hall
from county.standards.recounts import resting, uncounted
from county.tasks import CountyTask, HallTask, staggered
from hall.cases.recount import count_behind, recount
from hall.cases.sweep import sweep


@shared_task(base=HallTask)
def sweep_hall(hall: HallRef) -> int:
    """Look at the due cases of one hall."""
    return sweep(now=moment.now()).marked


@shared_task(base=CountyTask)
def sweep_halls() -> int:
    """Every minute: send the sweep of each hall, spread over most of the minute."""
    return staggered(sweep_hall, over=timedelta(seconds=45))


@shared_task(base=HallTask, stays_outside=True)
def recount_hall(hall: HallRef) -> None:
    """Count a hall's open cases again, for a while; what is left then, the next message does."""
    if recount(hall, clock=moment.now):
        have_counted_again(hall.schema_name)


@shared_task(base=CountyTask)
def recount_halls() -> int:
    """After a calendar was published: send the recount of each hall, spread over half a minute."""
    return staggered(recount_hall, over=timedelta(seconds=30))


@shared_task(base=CountyTask)
def recount_waiting() -> int:
    """Every minute: send the recount of halls that are behind, whatever became of their message. A hall that rests is
    left alone unless more cases are behind than those it rests with."""
    rested, unknown = resting(moment.now()), uncounted()
    waiting = 0
    for hall in Hall.objects.filter(status=Hall.Status.ACTIVE).order_by("code"):
        is_unknown = hall.pk in unknown and hall.pk not in rested
        if is_unknown or _behind(hall.ref) > rested.get(hall.pk, 0):
            have_counted_again(hall.schema_name)
            waiting += 1
    return waiting


def have_counted_again(schema: str) -> None:
    """Send the recount of a hall. Losing the message only delays: beat looks for halls that are behind."""
    try:
        recount_hall.in_hall(schema)
    except (OperationalError, OSError):
        logging.getLogger(__name__).warning("broker unreachable: the recount of %s waits for beat", schema)


def _behind(hall: HallRef) -> int:
    try:
        with inside(hall):
            return count_behind()
    except DatabaseError:  # one hall's trouble must not hold up the others
        logging.getLogger(__name__).exception("looking for a recount in %s failed", hall.code)
        return 0
