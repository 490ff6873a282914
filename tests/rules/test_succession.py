"""A calendar that supersedes another: what it must keep, what is a slip, what it changes, when the next is wanted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from rules.errors import RuleError
from rules.succession import ALARM_DAYS, Coverage, changes, check_succession, coverage, days_left
from rules.workdays import DAY, DayKind, DayRun, WorkCalendar

SPRING = {date(2026, 2, 15) + DAY * n: "Spring Festival" for n in range(9)}
OLD = WorkCalendar(4, date(2026, 1, 1), date(2026, 12, 31), SPRING, {date(2026, 2, 14): "Spring Festival"})
NEW_YEAR = {date(2027, 1, 1) + DAY * n: "New Year's Day" for n in range(3)}


def successor(**fields: object) -> WorkCalendar:
    """A good one; override what is to be wrong."""
    given = {
        "version": 5,
        "first_on": OLD.first_on,
        "last_on": date(2027, 12, 31),
        "holidays": {**SPRING, **NEW_YEAR},
        "makeup_days": {**OLD.makeup_days, date(2027, 1, 10): "New Year's Day"},
    }
    return WorkCalendar(**{**given, **fields})  # type: ignore[arg-type]


def refused(new: WorkCalendar, old: WorkCalendar | None = OLD) -> tuple[str, str | None, str]:
    with pytest.raises(RuleError) as error:
        check_succession(new, old)
    return error.value.code, error.value.field, str(error.value)


def test_a_good_successor_passes() -> None:
    check_succession(successor(), OLD)
    check_succession(successor(version=1), None)
    check_succession(replace(OLD, version=5), OLD)  # the same days, corrected


def test_a_holiday_on_a_weekend_is_normal() -> None:
    assert date(2026, 2, 15).weekday() == 6
    check_succession(successor(), OLD)


@pytest.mark.parametrize("version", [4, 6])
def test_the_number_is_the_next_one(version: int) -> None:
    code, field, _ = refused(successor(version=version))

    assert (code, field) == ("calendar_conflict", "version")


def test_a_make_up_day_on_a_weekday_is_a_slip_and_names_table_and_day() -> None:
    monday = date(2027, 1, 11)

    assert refused(successor(makeup_days={monday: ""})) == (
        "bad_calendar",
        "makeup_days.2027-01-11",
        "2027-01-11 is a weekday and worked anyway: a make-up working day is a Saturday or Sunday.",
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"last_on": date(2026, 12, 30), "holidays": SPRING, "makeup_days": OLD.makeup_days}, "last_on"),
        ({"first_on": date(2026, 1, 2)}, "first_on"),
        (
            {"first_on": date(2026, 1, 2), "last_on": OLD.last_on, "holidays": SPRING, "makeup_days": {}},
            "first_on",
        ),
    ],
)
def test_what_is_published_stays_published(wrong: dict[str, object], field: str) -> None:
    code, at, said = refused(successor(**wrong))

    assert (code, at) == ("bad_calendar", field)
    assert "runs from 2026-01-01 to 2026-12-31" in said


def test_a_whole_year_without_a_holiday_is_a_slip() -> None:
    assert refused(successor(holidays=SPRING)) == (
        "bad_calendar",
        "holidays",
        "The year 2027 has no holidays at all.",
    )
    check_succession(successor(holidays=SPRING, last_on=date(2027, 12, 30)), OLD)


@pytest.mark.parametrize("last", [date(2027, 12, 31), date(2028, 1, 31)])
def test_a_first_calendar_needs_a_holiday_in_each_whole_year(last: date) -> None:
    _, field, _ = refused(WorkCalendar(1, date(2027, 1, 1), last, {}, {}), None)

    assert field == "holidays"


def test_a_year_that_is_published_in_part_needs_no_holiday() -> None:
    check_succession(WorkCalendar(1, date(2027, 1, 2), date(2027, 12, 31), {}, {}), None)


def test_the_changes_are_told_as_runs() -> None:
    less = {day: name for day, name in SPRING.items() if day != date(2026, 2, 23)}
    renamed = {**less, date(2026, 2, 22): "Lantern"}

    told = changes(successor(holidays={**renamed, **NEW_YEAR}), OLD)

    assert told.added == (
        DayRun(DayKind.HOLIDAY, "Lantern", date(2026, 2, 22), date(2026, 2, 22)),
        DayRun(DayKind.HOLIDAY, "New Year's Day", date(2027, 1, 1), date(2027, 1, 3)),
        DayRun(DayKind.MAKEUP, "New Year's Day", date(2027, 1, 10), date(2027, 1, 10)),
    )
    assert told.removed == (DayRun(DayKind.HOLIDAY, "Spring Festival", date(2026, 2, 22), date(2026, 2, 23)),)
    assert (told.last_on_was, told.last_on, told.is_nothing) == (OLD.last_on, date(2027, 12, 31), False)


def test_the_same_calendar_changes_nothing() -> None:
    assert changes(OLD, OLD).is_nothing


@pytest.mark.parametrize(
    "fields",
    [
        {"holidays": {**SPRING, date(2026, 2, 24): "Spring Festival"}},
        {"holidays": {day: name for day, name in SPRING.items() if day != date(2026, 2, 23)}},
        {"last_on": date(2027, 1, 31)},
    ],
)
def test_a_day_more_a_day_less_and_a_later_end_are_each_a_change(fields: dict[str, object]) -> None:
    assert not changes(replace(OLD, version=5, **fields), OLD).is_nothing  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "state"),
    [
        (ALARM_DAYS + 1, Coverage.ENOUGH),
        (ALARM_DAYS, Coverage.ENDS_SOON),
        (1, Coverage.ENDS_SOON),
        (0, Coverage.ENDS_SOON),
        (-1, Coverage.OVER),
        (-400, Coverage.OVER),
    ],
)
def test_the_alarm_rises_sixty_days_before_the_last_published_day(left: int, state: Coverage) -> None:
    today = OLD.last_on - timedelta(days=left)

    assert coverage(OLD.last_on, today) is state
    assert days_left(OLD.last_on, today) == left


def test_on_the_day_this_was_written_the_alarm_is_on() -> None:
    """chinesecalendar ends with 2026."""
    assert coverage(date(2026, 12, 31), date(2026, 11, 23)) is Coverage.ENDS_SOON
    assert coverage(date(2026, 12, 31), date(2026, 11, 1)) is Coverage.ENDS_SOON
    assert coverage(date(2026, 12, 31), date(2026, 10, 31)) is Coverage.ENOUGH
