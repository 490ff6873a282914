"""What a new calendar owes to the one it supersedes, what it changes, and when the next one is wanted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rules.errors import RuleError
from rules.workdays import DAY, DayKind, DayRun, WorkCalendar

ALARM_DAYS = (
    60  # calendar days; the State Council's notice for the next year comes about that long before it begins
)


class Coverage(StrEnum):
    """How far the published days reach, seen from today."""

    ENOUGH = "enough"
    ENDS_SOON = "ends_soon"  # ALARM_DAYS or fewer are left
    OVER = "over"  # today itself is no longer published: every new due date is provisional


@dataclass(frozen=True)
class Changes:
    """What a calendar says otherwise than the one before it. A renamed day is removed and added."""

    added: tuple[DayRun, ...]
    removed: tuple[DayRun, ...]
    last_on_was: date
    last_on: date

    @property
    def is_nothing(self) -> bool:
        return not self.added and not self.removed and self.last_on_was == self.last_on


def days_left(last_on: date, today: date) -> int:
    """Calendar days after today that are still published; negative once the calendar is over."""
    return (last_on - today).days


def coverage(last_on: date, today: date) -> Coverage:
    """Whether the next calendar is wanted yet."""
    left = days_left(last_on, today)
    if left < 0:
        return Coverage.OVER
    return Coverage.ENDS_SOON if left <= ALARM_DAYS else Coverage.ENOUGH


def check_succession(new: WorkCalendar, old: WorkCalendar | None) -> None:
    """RuleError("bad_calendar") naming the table and the day that is wrong; "calendar_conflict" for the number.

    A holiday may fall on a weekend: notices list whole runs. A make-up day may not fall on an ordinary weekday,
    which is worked anyway, so it must be a slip. What is published stays published: no version covers less than
    the one before it. And no whole year is published that has not a single holiday.
    """
    if new.version != (old.version + 1 if old else 1):
        raise RuleError(
            "calendar_conflict",
            "Another version of the calendar was published meanwhile. Look at it before you publish yours.",
            "version",
        )
    for day in new.makeup_days:
        if day.weekday() < 5:
            raise RuleError(
                "bad_calendar",
                "%(day)s is a weekday and worked anyway: a make-up working day is a Saturday or Sunday.",
                f"makeup_days.{day}",
                day=day.isoformat(),
            )
    if old and (new.first_on > old.first_on or new.last_on < old.last_on):
        raise RuleError(
            "bad_calendar",
            "The version in force runs from %(first_on)s to %(last_on)s: the next one must cover at least these days.",
            "last_on" if new.last_on < old.last_on else "first_on",
            first_on=old.first_on.isoformat(),
            last_on=old.last_on.isoformat(),
        )
    _refuse_bare_year(new)


def changes(new: WorkCalendar, old: WorkCalendar) -> Changes:
    """The days that are holidays or make-up days in one of the two only, or by another name."""
    is_, was = _named_days(new), _named_days(old)
    return Changes(
        added=_runs({day: said for day, said in is_.items() if was.get(day) != said}),
        removed=_runs({day: said for day, said in was.items() if is_.get(day) != said}),
        last_on_was=old.last_on,
        last_on=new.last_on,
    )


def _refuse_bare_year(calendar: WorkCalendar) -> None:
    with_holidays = {day.year for day in calendar.holidays}
    for year in range(calendar.first_on.year, calendar.last_on.year + 1):
        is_whole = calendar.first_on <= date(year, 1, 1) and date(year, 12, 31) <= calendar.last_on
        if is_whole and year not in with_holidays:
            raise RuleError(
                "bad_calendar", "The year %(year)s has no holidays at all.", "holidays", year=str(year)
            )


def _named_days(calendar: WorkCalendar) -> dict[date, tuple[DayKind, str]]:
    holidays = {day: (DayKind.HOLIDAY, name) for day, name in calendar.holidays.items()}
    return holidays | {day: (DayKind.MAKEUP, name) for day, name in calendar.makeup_days.items()}


def _runs(days: dict[date, tuple[DayKind, str]]) -> tuple[DayRun, ...]:
    runs: list[DayRun] = []
    for day, (kind, name) in sorted(days.items()):
        last = runs[-1] if runs else None
        if last and (last.kind, last.name, last.last) == (kind, name, day - DAY):
            runs[-1] = DayRun(kind, name, last.first, day)
        else:
            runs.append(DayRun(kind, name, day, day))
    return tuple(runs)
