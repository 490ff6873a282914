"""Calendars for tests: the year after the last published one, and one that is taken back after a committed test."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta

from django.db import connection
from support.build import NOW

from county.standards.calendars import calendar_version, changed_days, current_calendar, publish
from county.standards.models import CalendarVersion, Recount
from rules.workdays import WorkCalendar

NEW_YEAR = {date(2027, 1, 1) + timedelta(days=n): "New Year's Day" for n in range(3)}


def next_calendar(
    holidays: Mapping[date, str] = NEW_YEAR,
    makeup_days: Mapping[date, str] = {date(2027, 1, 10): "New Year's Day"},
    last_on: date = date(2027, 12, 31),
) -> WorkCalendar:
    """The version in force, with these days and until this day. By default New Year 2027 and one Sunday worked."""
    old = current_calendar()
    return WorkCalendar(
        old.version + 1,
        old.first_on,
        last_on,
        {**old.holidays, **holidays},
        {**old.makeup_days, **makeup_days},
    )


def published(calendar: WorkCalendar | None = None, *, reason: str = "2027年节假日安排") -> WorkCalendar:
    """Publish the next calendar, or another; what a test before published under its number is forgotten."""
    forget_calendars()
    new = calendar or next_calendar()
    publish(new, reason=reason, by="Chief", now=NOW)
    return new


@contextmanager
def for_a_while() -> Iterator[None]:
    """Versions published inside are taken back at the end: for tests that really commit."""
    before = current_calendar().version
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE standards_calendarversion DISABLE TRIGGER append_only")
            CalendarVersion.objects.filter(number__gt=before).delete()
            cursor.execute("ALTER TABLE standards_calendarversion ENABLE TRIGGER append_only")
        Recount.objects.filter(calendar_version__gt=before).delete()
        forget_calendars()


def forget_calendars() -> None:
    """What a process remembers of versions, because outside of tests a published one never changes."""
    calendar_version.cache_clear()
    changed_days.cache_clear()
