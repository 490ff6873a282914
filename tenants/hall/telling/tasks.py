"""Background shells of telling: find the hall, send what waits."""

from datetime import timedelta

from celery import shared_task

from county import now as moment
from county.halls import HallRef
from county.tasks import CountyTask, HallTask, staggered
from hall.telling.drain import send_waiting


@shared_task(base=HallTask)
def send_messages(hall: HallRef) -> int:
    """Send what waits in the outbox of one hall."""
    return send_waiting(now=moment.now())


@shared_task(base=CountyTask)
def send_all_messages() -> int:
    """Every minute: send the outbox of each hall, spread over most of the minute."""
    return staggered(send_messages, over=timedelta(seconds=45))
