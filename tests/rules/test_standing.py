"""On time, due soon, overdue; and by how many working minutes."""

import pytest

from rules.clock import ClockState, Limit, LimitUnit, due_soon_at, state, working_minutes_between

DUE = "2026-03-13 17:30"


@pytest.mark.parametrize(
    "now, completed, expected",
    [
        ("2026-03-12 17:29", None, ClockState.ON_TIME),
        ("2026-03-12 17:30", None, ClockState.DUE_SOON),
        ("2026-03-13 17:30", None, ClockState.DUE_SOON),  # the due instant is still in time
        ("2026-03-13 17:31", None, ClockState.OVERDUE),
        ("2026-03-20 10:00", "2026-03-13 17:30", ClockState.ON_TIME),
        ("2026-03-20 10:00", "2026-03-13 10:00", ClockState.ON_TIME),  # what is done is never due soon
        ("2026-03-20 10:00", "2026-03-13 17:31", ClockState.OVERDUE),
    ],
)
def test_a_case_stands_against_its_due_date(calendar, hours, at, now, completed, expected):
    soon = due_soon_at(at(DUE), Limit(1, LimitUnit.WORKING_DAYS), calendar=calendar, hours=hours)
    assert state(at(DUE), at(now), at(completed) if completed else None, due_soon_at=soon) is expected


def test_without_a_threshold_nothing_is_due_soon(at):
    assert state(at(DUE), at("2026-03-13 17:29")) is ClockState.ON_TIME


@pytest.mark.parametrize(
    "due, amount, unit, expected",
    [
        ("2026-03-13 17:30", 1, LimitUnit.WORKING_DAYS, "2026-03-12 17:30"),
        ("2026-02-24 17:30", 1, LimitUnit.WORKING_DAYS, "2026-02-14 17:30"),  # back over the festival
        ("2026-05-06 18:00", 1, LimitUnit.WORKING_DAYS, "2026-04-30 17:30"),  # into the other timetable
        ("2026-03-13 17:30", 0, LimitUnit.WORKING_DAYS, "2026-03-13 17:30"),
        ("2026-03-13 15:00", 0, LimitUnit.WORKING_DAYS, "2026-03-13 15:00"),
        ("2026-03-16 17:30", 3, LimitUnit.CALENDAR_DAYS, "2026-03-13 17:30"),
        ("2026-03-13 17:30", 60, LimitUnit.WORKING_MINUTES, "2026-03-13 16:30"),
        ("2026-03-13 17:30", 180, LimitUnit.WORKING_MINUTES, "2026-03-13 14:30"),  # not back over lunch
        ("2026-03-13 15:00", 60, LimitUnit.WORKING_MINUTES, "2026-03-13 11:30"),
        ("2026-03-16 08:10", 20, LimitUnit.WORKING_MINUTES, "2026-03-13 17:20"),
    ],
)
def test_due_soon_begins_the_given_time_ahead(calendar, hours, at, due, amount, unit, expected):
    assert due_soon_at(at(due), Limit(amount, unit), calendar=calendar, hours=hours) == at(expected)


@pytest.mark.parametrize(
    "start, end, minutes",
    [
        ("2026-03-13 17:30", "2026-03-16 08:00", 0),
        ("2026-03-13 17:30", "2026-03-16 09:00", 60),
        ("2026-03-13 10:00", "2026-03-13 15:00", 150),
        ("2026-02-13 08:00", "2026-02-24 17:30", 3 * 420),
        ("2026-05-06 08:00", "2026-05-06 18:00", 450),
        ("2026-03-16 09:00", "2026-03-13 17:30", -60),  # early
        ("2026-03-13 10:00", "2026-03-13 10:00", 0),
    ],
)
def test_early_and_late_are_counted_in_working_minutes(calendar, hours, at, start, end, minutes):
    assert working_minutes_between(at(start), at(end), calendar, hours) == minutes
