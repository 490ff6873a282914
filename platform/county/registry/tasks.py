"""Nightly: forget what is long over, so that the county's tables hold only what somebody may still need."""

from datetime import timedelta

from celery import shared_task
from django.contrib.sessions.backends.db import SessionStore
from oauth2_provider.models import clear_expired

from county import now as moment
from county.registry.rate import forget_before
from county.tasks import CountyTask


@shared_task(base=CountyTask)
def forget_the_past() -> None:
    """Counts of tries older than a day, sessions and tokens that have ended."""
    forget_before(moment.now() - timedelta(days=1))
    SessionStore.clear_expired()
    clear_expired()
