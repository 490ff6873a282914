"""Background shells of reporting."""

from celery import shared_task

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
    return sum(report_up(hall.ref, now=moment.now()) for hall in halls)
