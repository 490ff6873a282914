"""Background shells of reporting."""

import logging

from celery import shared_task
from django.db import DatabaseError

from county import now as moment
from county.halls import HallRef
from county.registry.models import Hall
from county.tasks import CountyTask, HallTask
from hall.reporting.report_up import report_up


@shared_task(base=HallTask, stays_outside=True)
def report_hall(hall: HallRef) -> int:
    """Report what waits in one hall; sent after each commit that left something."""
    return report_up(hall, now=moment.now())


@shared_task(base=CountyTask)
def report_waiting() -> int:
    """Every few seconds: report what a lost message left behind, in any hall."""
    halls = Hall.objects.filter(status=Hall.Status.ACTIVE).order_by("code")
    return sum(_reported(hall.ref) for hall in halls)


def _reported(hall: HallRef) -> int:
    try:
        return report_up(hall, now=moment.now())
    except DatabaseError:  # one hall's trouble must not silence the others; its events go on waiting
        logging.getLogger(__name__).exception("the report of %s failed; it is tried again", hall.code)
        return 0
