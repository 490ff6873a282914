"""Background shells of reception: find the hall, remind."""

from datetime import timedelta

from celery import shared_task

from county import now as moment
from county.halls import HallRef
from county.tasks import CountyTask, HallTask, staggered
from hall.reception.remind import remind


@shared_task(base=HallTask)
def remind_hall(hall: HallRef) -> int:
    """Remind the first-contact persons of one hall."""
    return remind(now=moment.now())


@shared_task(base=CountyTask)
def remind_halls() -> int:
    """Every minute: send the reminders of each hall, spread over most of the minute."""
    return staggered(remind_hall, over=timedelta(seconds=45))
