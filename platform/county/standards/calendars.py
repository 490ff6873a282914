"""Reading and publishing the county's working calendar."""

import logging
from datetime import date, datetime
from functools import lru_cache

import chinese_calendar
from celery import current_app
from django.db import IntegrityError, transaction
from kombu.exceptions import OperationalError

from county.standards.models import CalendarVersion
from rules.errors import RuleError
from rules.succession import changes, check_succession
from rules.workdays import DAY, WorkCalendar

FIRST_DAY = date(2024, 1, 1)
LONGEST_REASON = 200
# By its name: the county knows no code of a hall. The task sends one for each hall and is not waited for.
RECOUNT_TASK = "hall.cases.tasks.recount_halls"


def current_calendar() -> WorkCalendar:
    """The calendar in force: the newest published version. One small query; the days themselves are remembered."""
    version = newest_version()
    if version is None:
        raise CalendarVersion.DoesNotExist("No working calendar is published.")
    return calendar_version(version.number)


def newest_version() -> CalendarVersion | None:
    """The version in force, without its days; None before the first is published."""
    return CalendarVersion.objects.defer("days").order_by("-number").first()


@lru_cache(maxsize=16)
def calendar_version(number: int) -> WorkCalendar:
    """A published version; it never changes, so it is read once per process."""
    row = CalendarVersion.objects.get(number=number)
    return WorkCalendar.from_data(row.days)


@lru_cache(maxsize=64)
def changed_days(number: int) -> tuple[tuple[date, date], ...]:
    """The spans of days on which this version says otherwise than the one before; none for the first."""
    if number == 1:
        return ()
    new, old = calendar_version(number), calendar_version(number - 1)
    told = changes(new, old)
    spans = [(run.first, run.last) for run in (*told.added, *told.removed)]
    # Days that were provisional until this version published them.
    return (*spans, (old.last_on + DAY, new.last_on)) if new.last_on > old.last_on else tuple(spans)


def publish(calendar: WorkCalendar, *, reason: str, by: str, now: datetime) -> CalendarVersion:
    """Publish a version that supersedes all before it; afterwards the open cases of all halls are counted anew.

    `calendar.version` must be the next number. Raises RuleError: "bad_calendar" naming table and day,
    "calendar_conflict" when somebody else was first, "reason_missing".
    """
    words = " ".join(reason.split())
    if not words:
        raise RuleError("reason_missing", "Say why this version is published.", "reason")
    if len(words) > LONGEST_REASON:
        raise RuleError("too_long", "At most %(at_most)s characters.", "reason", at_most=LONGEST_REASON)
    newest = newest_version()
    check_succession(calendar, calendar_version(newest.number) if newest else None)
    try:
        with transaction.atomic():
            version = CalendarVersion.objects.create(
                number=calendar.version,
                first_on=calendar.first_on,
                last_on=calendar.last_on,
                days=calendar.as_data(),
                reason=words,
                published_at=now,
                published_by=by,
            )
    except IntegrityError:  # two at once: the number can be taken only once
        check_succession(calendar, current_calendar())
        raise
    transaction.on_commit(_have_cases_counted_again)
    return version


def _have_cases_counted_again() -> None:
    """Losing the message only delays: beat looks for halls that are behind."""
    try:
        current_app.send_task(RECOUNT_TASK, retry=False)
    except (OperationalError, OSError):
        logging.getLogger(__name__).warning("broker unreachable: the recount waits for beat")


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
