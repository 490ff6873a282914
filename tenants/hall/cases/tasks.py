"""Background shells of the cases: find the hall, call the sweep."""

from datetime import timedelta

from celery import shared_task

from county import now as moment
from county.halls import HallRef
from county.tasks import CountyTask, HallTask, staggered
from hall.cases.sweep import sweep


@shared_task(base=HallTask)
def sweep_hall(hall: HallRef) -> int:
    """Look at the due cases of one hall."""
    return sweep(now=moment.now()).marked


@shared_task(base=CountyTask)
def sweep_halls() -> int:
    """Every minute: send the sweep of each hall, spread over most of the minute."""
    return staggered(sweep_hall, over=timedelta(seconds=45))
