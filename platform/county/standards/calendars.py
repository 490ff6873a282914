"""Reading and publishing the county's working calendar."""

from datetime import date, datetime
from functools import lru_cache

import chinese_calendar
from django.db import transaction
from django.db.models import Max

from county.standards.models import CalendarVersion
from rules.workdays import DAY, WorkCalendar

FIRST_DAY = date(2024, 1, 1)


def current_calendar() -> WorkCalendar:
    """The calendar in force: the newest published version. One small query; the days themselves are remembered."""
    number = CalendarVersion.objects.aggregate(newest=Max("number"))["newest"]
    if number is None:
        raise CalendarVersion.DoesNotExist("No working calendar is published.")
    return calendar_version(number)


@lru_cache(maxsize=16)
def calendar_version(number: int) -> WorkCalendar:
    """A published version; it never changes, so it is read once per process."""
    row = CalendarVersion.objects.get(number=number)
    return WorkCalendar.from_data(row.days)


def publish(calendar: WorkCalendar, *, reason: str, by: str, now: datetime) -> CalendarVersion:
    """Publish a version that supersedes all before it. `calendar.version` must be the next number."""
    with transaction.atomic():
        return CalendarVersion.objects.create(
            number=calendar.version,
            first_on=calendar.first_on,
            last_on=calendar.last_on,
            days=calendar.as_data(),
            reason=reason,
            published_at=now,
            published_by=by,
        )


def from_package(version: int, first_on: date = FIRST_DAY) -> WorkCalendar:
    """The State Council's notices as the `chinesecalendar` package holds them, up to its last year.

    Only the *differences* from plain weekdays are kept: holidays, and weekend days that are worked.
    """
    last_on = date(max(each.year for each in chinese_calendar.holidays), 12, 31)
    span = (first_on + DAY * n for n in range((last_on - first_on).days + 1))
    holidays: dict[date, str] = {}
    makeup_days: dict[date, str] = {}
    for day in span:
        name = chinese_calendar.get_holiday_detail(day)[1] or ""
        if name and chinese_calendar.is_holiday(day):
            holidays[day] = name
        elif day.weekday() >= 5 and chinese_calendar.is_workday(day):
            makeup_days[day] = name
    return WorkCalendar(version, first_on, last_on, holidays, makeup_days)
