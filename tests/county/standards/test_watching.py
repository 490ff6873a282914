"""Once a day somebody is told that the calendar ends: in the log and in Sentry, in the same words every day."""

from datetime import datetime
from unittest import mock

import pytest
import sentry_sdk
from django.db import connection

from county import now as moment
from county.now import TIMEZONE
from county.standards.tasks import watch_calendar

pytestmark = pytest.mark.django_db

SOON = "the working calendar ends soon: publish the next one"
OVER = "the working calendar is over: every new due date is provisional until the next one is published"


@pytest.mark.parametrize(
    ("day", "state", "message", "left"),
    [
        ((2026, 10, 31), "enough", None, 61),
        ((2026, 11, 1), "ends_soon", SOON, 60),
        ((2026, 11, 23), "ends_soon", SOON, 38),
        ((2027, 2, 10), "over", OVER, -41),
    ],
)
def test_what_is_said_on_a_day(monkeypatch, caplog, day, state, message, left):
    monkeypatch.setattr(moment, "now", lambda: datetime(*day, 8, 0, tzinfo=TIMEZONE))
    with mock.patch.object(sentry_sdk, "capture_message") as captured:
        assert watch_calendar() == state

    if message is None:
        assert (captured.called, caplog.text) == (False, "")
    else:
        captured.assert_called_once_with(message, level="warning")
        assert caplog.messages == [f"{message} (last day 2026-12-31, {left} days left)"]


def test_without_a_calendar_nothing_crashes():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE standards_calendarversion DISABLE TRIGGER append_only")
        cursor.execute("DELETE FROM standards_calendarversion")
        cursor.execute("ALTER TABLE standards_calendarversion ENABLE TRIGGER append_only")

    assert watch_calendar() == ""
