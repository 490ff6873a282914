"""Background shell of the standards: once a day somebody is told when the calendar is about to end."""

import logging

import sentry_sdk
from celery import shared_task

from county import now as moment
from county.now import TIMEZONE
from county.standards.calendars import newest_version
from county.tasks import CountyTask
from rules.succession import Coverage, coverage, days_left

# The same words every day, so that what watches the log counts one piece of news and not sixty.
MESSAGES = {
    Coverage.ENDS_SOON: "the working calendar ends soon: publish the next one",
    Coverage.OVER: "the working calendar is over: every new due date is provisional until the next one is published",
}


@shared_task(base=CountyTask)
def watch_calendar() -> str:
    """A warning in the log and in Sentry from 60 days before the last published day; silence before."""
    version = newest_version()
    if version is None:
        return ""
    today = moment.now().astimezone(TIMEZONE).date()
    state = coverage(version.last_on, today)
    if message := MESSAGES.get(state, ""):
        left = days_left(version.last_on, today)
        logging.getLogger(__name__).warning("%s (last day %s, %s days left)", message, version.last_on, left)
        sentry_sdk.capture_message(message, level="warning")
    return state.value
