"""Publishing a calendar: checked, numbered, never edited; afterwards every hall counts its open cases again."""

from datetime import date

import pytest
from celery import current_app
from django.db import IntegrityError, connection, transaction
from support import build
from support.calendars import next_calendar, published

from county.standards import calendars
from county.standards.calendars import RECOUNT_TASK, current_calendar, from_package, publish
from county.standards.models import CalendarVersion
from hall.cases import tasks
from rules.errors import RuleError
from rules.workdays import WorkCalendar

pytestmark = pytest.mark.django_db


def test_a_published_version_is_in_force_and_keeps_who_and_why():
    new = published(reason="  国务院办公厅通知\n2027 ")

    assert current_calendar() == new
    row = CalendarVersion.objects.get(number=2)
    assert (row.reason, row.published_by, row.published_at) == ("国务院办公厅通知 2027", "Chief", build.NOW)
    assert (row.first_on, row.last_on) == (date(2024, 1, 1), date(2027, 12, 31))
    assert WorkCalendar.from_data(row.days) == new


@pytest.mark.parametrize(
    ("new", "reason", "code"),
    [
        ({}, " ", "reason_missing"),
        ({}, "长" * 201, "too_long"),
        ({"makeup_days": {date(2027, 1, 11): "x"}}, "x", "bad_calendar"),
        ({"holidays": {}}, "x", "bad_calendar"),
    ],
)
def test_what_is_refused_is_not_half_saved(new, reason, code):
    calendar = next_calendar(**new)
    before = list(CalendarVersion.objects.values_list())

    with pytest.raises(RuleError) as refused:
        publish(calendar, reason=reason, by="Chief", now=build.NOW)

    assert refused.value.code == code
    assert list(CalendarVersion.objects.values_list()) == before


def test_the_second_of_two_with_one_number_is_told():
    new = next_calendar()
    published(new)

    with pytest.raises(RuleError) as refused:
        publish(new, reason="x", by="Deputy", now=build.NOW)

    assert refused.value.code == "calendar_conflict"
    assert CalendarVersion.objects.get(number=2).published_by == "Chief"


def test_of_two_at_the_very_same_time_one_is_told(monkeypatch):
    """Between the look at the newest number and the row of one's own, somebody else has published."""
    new = next_calendar()
    check, seen = calendars.check_succession, []

    def check_and_be_late(*given: object) -> None:
        check(*given)
        if not seen:
            seen.append(1)
            published(new)

    monkeypatch.setattr(calendars, "check_succession", check_and_be_late)
    with pytest.raises(RuleError) as refused:
        publish(new, reason="x", by="Deputy", now=build.NOW)

    assert refused.value.code == "calendar_conflict"
    assert CalendarVersion.objects.get(number=2).published_by == "Chief"


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE standards_calendarversion SET last_on = '2030-12-31'",
        "UPDATE standards_calendarversion SET days = '{}'",
        "DELETE FROM standards_calendarversion",
        "TRUNCATE standards_calendarversion",
    ],
)
def test_a_published_version_is_not_edited_even_by_its_owner(sql):
    before = list(CalendarVersion.objects.values_list())

    with pytest.raises(IntegrityError, match="rows are only ever added"), transaction.atomic():
        connection.cursor().execute(sql)

    assert list(CalendarVersion.objects.values_list()) == before


def test_the_seed_ends_with_the_last_year_of_the_package():
    assert from_package(1).last_on == date(2026, 12, 31)


def test_after_commit_one_message_goes_out_and_its_task_sends_one_to_each_hall(
    django_capture_on_commit_callbacks, monkeypatch
):
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(current_app, "send_task", lambda name, **how: asked.append((name, how)))
    with django_capture_on_commit_callbacks(execute=True):
        published()
        assert asked == [], "nothing before the commit"
    assert asked == [(RECOUNT_TASK, {"retry": False})]

    sent: list[tuple[str, float]] = []
    monkeypatch.setattr(
        tasks.recount_hall, "in_hall", lambda schema, countdown: sent.append((schema, countdown))
    )
    assert tasks.recount_halls.name == RECOUNT_TASK
    assert tasks.recount_halls() == 2
    assert sent == [("east", 0.0), ("west", 15.0)]


def test_without_a_broker_it_is_published_all_the_same(
    django_capture_on_commit_callbacks, monkeypatch, caplog
):
    def away(name: str, **how: object) -> None:
        raise OSError

    monkeypatch.setattr(current_app, "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        published()

    assert current_calendar().version == 2
    assert "broker unreachable: the recount waits for beat" in caplog.text
