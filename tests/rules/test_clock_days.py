"""Limits in days, without stops: every case worked by hand from the calendar of 2026."""

from datetime import UTC, datetime

import pytest

from rules.clock import Limit, LimitUnit, due_at
from rules.errors import RuleError


@pytest.mark.parametrize(
    "accepted, limit, expected",
    [
        # The Saturday 14 February is worked, 15–23 is the Spring Festival, Saturday 28 is worked again.
        ("2026-02-12 10:00", "1 wd", "2026-02-13 17:30"),
        ("2026-02-12 10:00", "2 wd", "2026-02-14 17:30"),
        ("2026-02-12 10:00", "3 wd", "2026-02-24 17:30"),
        ("2026-02-13 16:00", "5 wd", "2026-02-27 17:30"),
        ("2026-02-13 16:00", "6 wd", "2026-02-28 17:30"),
        ("2026-02-13 16:00", "7 wd", "2026-03-02 17:30"),
        ("2026-02-14 10:00", "1 wd", "2026-02-24 17:30"),
        # National Day: Sunday 20 September and Saturday 10 October are worked, 1–7 October is not.
        ("2026-09-18 10:00", "1 wd", "2026-09-20 18:00"),
        ("2026-09-29 10:00", "1 wd", "2026-09-30 18:00"),
        ("2026-09-29 10:00", "2 wd", "2026-10-08 17:30"),
        ("2026-09-29 10:00", "4 wd", "2026-10-10 17:30"),
        ("2026-09-29 10:00", "5 wd", "2026-10-12 17:30"),
        # The summer timetable begins on 1 May; 1–5 May is a holiday, Saturday 9 May is worked.
        ("2026-04-29 10:00", "1 wd", "2026-04-30 17:30"),
        ("2026-04-29 10:00", "2 wd", "2026-05-06 18:00"),
        ("2026-05-08 10:00", "1 wd", "2026-05-09 18:00"),
    ],
)
def test_working_days_are_counted_over_holidays_and_makeup_days(due_text, accepted, limit, expected):
    assert due_text(accepted, limit) == expected


@pytest.mark.parametrize(
    "accepted, day_zero, expected",
    [
        ("2026-03-03 07:10", "2026-03-03", "2026-03-04 17:30"),  # before opening
        ("2026-03-03 08:00", "2026-03-03", "2026-03-04 17:30"),
        ("2026-03-03 13:00", "2026-03-03", "2026-03-04 17:30"),  # at lunch
        ("2026-03-03 17:30", "2026-03-03", "2026-03-04 17:30"),  # as the door closes
        ("2026-03-03 17:31", "2026-03-04", "2026-03-05 17:30"),  # after closing
        ("2026-03-06 18:30", "2026-03-09", "2026-03-10 17:30"),  # Friday evening
        ("2026-03-01 10:00", "2026-03-02", "2026-03-03 17:30"),  # Sunday
        ("2026-02-13 18:30", "2026-02-14", "2026-02-24 17:30"),  # the next day is a worked Saturday
        ("2026-02-14 18:30", "2026-02-24", "2026-02-25 17:30"),  # the last evening before the festival
        ("2026-02-18 10:00", "2026-02-24", "2026-02-25 17:30"),  # holiday
        ("2026-04-30 17:45", "2026-05-06", "2026-05-07 18:00"),  # still the winter timetable
        ("2026-05-06 17:45", "2026-05-06", "2026-05-07 18:00"),  # already the summer timetable
        ("2026-09-30 17:45", "2026-09-30", "2026-10-08 17:30"),  # still the summer timetable
        ("2026-10-08 17:45", "2026-10-09", "2026-10-10 17:30"),  # already the winter timetable
    ],
)
def test_acceptance_outside_hours_counts_from_the_right_day(due, accepted, day_zero, expected):
    answer = due(accepted, "1 wd")
    assert f"{answer.due_at:%Y-%m-%d %H:%M}" == expected
    assert answer.trace[0].values["day_zero"] == day_zero


@pytest.mark.parametrize(
    "accepted, expected",
    [
        ("2026-03-03 09:00", "2026-03-03 17:30"),
        ("2026-03-03 07:00", "2026-03-03 17:30"),
        ("2026-03-03 13:00", "2026-03-03 17:30"),
        ("2026-03-03 17:45", "2026-03-04 17:30"),
        ("2026-03-07 10:00", "2026-03-09 17:30"),
        ("2026-02-14 10:00", "2026-02-14 17:30"),
        ("2026-05-06 17:45", "2026-05-06 18:00"),
    ],
)
def test_an_instant_case_is_due_at_closing_of_the_day_it_counts_from(due_text, accepted, expected):
    assert due_text(accepted, "0 wd") == expected


@pytest.mark.parametrize(
    "accepted, limit, expected",
    [
        ("2026-02-06 10:00", "3 cd", "2026-02-09 17:30"),
        ("2026-02-05 10:00", "2 cd", "2026-02-09 17:30"),  # Saturday moves to Monday
        ("2026-02-10 10:00", "4 cd", "2026-02-14 17:30"),  # a worked Saturday stays
        ("2026-02-10 10:00", "5 cd", "2026-02-24 17:30"),  # into the festival moves behind it
        ("2026-02-10 10:00", "14 cd", "2026-02-24 17:30"),
        ("2026-09-01 10:00", "30 cd", "2026-10-08 17:30"),  # 1 October
        ("2026-09-01 10:00", "19 cd", "2026-09-20 18:00"),  # a worked Sunday stays
        ("2026-03-03 10:00", "0 cd", "2026-03-03 17:30"),
        ("2026-03-06 18:30", "1 cd", "2026-03-10 17:30"),  # day 0 is Monday
    ],
)
def test_calendar_days_that_end_on_a_day_off_move_to_the_next_working_day(
    due_text, accepted, limit, expected
):
    assert due_text(accepted, limit) == expected


@pytest.mark.parametrize(
    "accepted, limit, expected, is_provisional",
    [
        ("2026-12-30 10:00", "1 wd", "2026-12-31 17:30", False),
        ("2026-12-30 10:00", "2 wd", "2027-01-01 17:30", True),
        ("2026-12-30 10:00", "3 wd", "2027-01-04 17:30", True),
        ("2026-12-31 17:45", "0 wd", "2027-01-01 17:30", True),
        ("2026-12-01 10:00", "40 cd", "2027-01-11 17:30", True),
        ("2025-12-31 10:00", "1 wd", "2026-01-04 17:30", True),
    ],
)
def test_dates_outside_the_published_year_are_provisional(due, accepted, limit, expected, is_provisional):
    answer = due(accepted, limit)
    assert f"{answer.due_at:%Y-%m-%d %H:%M}" == expected
    assert answer.is_provisional is is_provisional
    assert ("unpublished" in [line.rule for line in answer.trace]) is is_provisional


@pytest.mark.parametrize(
    "accepted, limit, days, unit, expected",
    [
        ("2026-03-06 10:00", "5 wd", 10, "wd", "2026-03-27 17:30"),
        ("2026-03-06 10:00", "5 wd", 10, "cd", "2026-03-23 17:30"),
        ("2026-03-06 10:00", "5 wd", 8, "cd", "2026-03-23 17:30"),  # Saturday 21 moves
        # The moved day is the last day of the limit (art. 203), so the extension counts from there.
        ("2026-03-02 10:00", "5 cd", 3, "cd", "2026-03-12 17:30"),
        ("2026-03-03 10:00", "60 min", 1, "wd", "2026-03-04 17:30"),
    ],
)
def test_an_extension_counts_from_the_last_day_in_its_own_unit(
    due_text, accepted, limit, days, unit, expected
):
    assert due_text(accepted, limit, extension_days=days, extension_unit=unit) == expected


def test_a_closure_of_the_hall_is_not_counted(due, calendar, at):
    closed = calendar.with_closures({at("2026-03-10 00:00").date(): "Power cut"})
    answer = due("2026-03-06 10:00", "5 wd", calendar=closed)
    assert answer.due_at == at("2026-03-16 17:30")
    assert [line.values["name"] for line in answer.trace if line.rule == "closure_skipped"] == ["Power cut"]


@pytest.mark.parametrize(
    "in_utc, accepted, expected",
    [
        ("2026-03-03 02:00", "2026-03-03 10:00", "2026-03-04 17:30"),
        ("2026-03-03 23:30", "2026-03-04 07:30", "2026-03-05 17:30"),  # Tuesday there, Wednesday in the hall
        # Midnight in the hall: on the evening of the 5th day 0 is the 6th, and half an hour later too.
        ("2026-03-05 15:59", "2026-03-05 23:59", "2026-03-09 17:30"),
        ("2026-03-05 16:00", "2026-03-06 00:00", "2026-03-09 17:30"),
        ("2026-03-05 16:30", "2026-03-06 00:30", "2026-03-09 17:30"),
        ("2026-03-06 15:59", "2026-03-06 23:59", "2026-03-10 17:30"),  # Friday, closed: day 0 is Monday
        ("2026-03-06 16:30", "2026-03-07 00:30", "2026-03-10 17:30"),
        ("2026-03-08 16:30", "2026-03-09 00:30", "2026-03-10 17:30"),  # Sunday there, Monday in the hall
    ],
)
def test_an_acceptance_given_in_utc_is_judged_by_the_halls_own_time(
    calendar, hours, at, in_utc, accepted, expected
):
    instant = datetime.fromisoformat(in_utc).replace(tzinfo=UTC)
    assert instant == at(accepted)
    there, here = (
        due_at(each, Limit(1, LimitUnit.WORKING_DAYS), calendar=calendar, hours=hours)
        for each in (instant, at(accepted))
    )
    assert there.due_at == here.due_at == at(expected)
    assert there.trace == here.trace


@pytest.mark.parametrize(
    "amount, unit, least, most",
    [
        (-1, "working_days", 0, 1000),
        (0, "working_minutes", 1, 100000),
        (1.5, "working_days", 0, 1000),
        (1_001, "calendar_days", 0, 1000),
        (100_001, "working_minutes", 1, 100000),
    ],
)
def test_a_limit_that_is_no_whole_number_or_beyond_counting_is_refused(amount, unit, least, most):
    with pytest.raises(RuleError) as refused:
        Limit(amount, LimitUnit(unit))
    assert refused.value.code == "bad_limit"
    assert str(refused.value) == f"A time limit must be a whole number from {least} to {most}."


@pytest.mark.parametrize(
    "amount, unit",
    [
        (0, "calendar_days"),
        (1_000, "working_days"),
        (1_000, "calendar_days"),
        (1, "working_minutes"),
        (100_000, "working_minutes"),
    ],
)
def test_the_shortest_and_the_longest_limit_are_limits(amount, unit):
    assert Limit(amount, LimitUnit(unit)).amount == amount


@pytest.mark.parametrize("days, unit", [(-1, "wd"), (1, "min")])
def test_an_extension_that_is_no_number_of_days_is_refused(due, days, unit):
    with pytest.raises(RuleError) as refused:
        due("2026-03-06 10:00", "5 wd", extension_days=days, extension_unit=unit)
    assert refused.value.code == "bad_extension"


def test_a_naive_instant_is_a_programming_mistake(calendar, hours, at):
    with pytest.raises(ValueError, match="aware"):
        due_at(
            at("2026-03-06 10:00").replace(tzinfo=None),
            Limit(5, LimitUnit.WORKING_DAYS),
            calendar=calendar,
            hours=hours,
        )
