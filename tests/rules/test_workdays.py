"""Which days are worked: weekends, holidays, make-up days, closures, and days not published yet."""

import json
from datetime import date

import pytest

from rules.errors import RuleError
from rules.workdays import DayKind, WorkCalendar


@pytest.mark.parametrize(
    "day, kind, is_working",
    [
        ("2026-02-13", DayKind.WORKDAY, True),  # Friday
        ("2026-02-14", DayKind.MAKEUP, True),  # Saturday before the Spring Festival
        ("2026-02-15", DayKind.HOLIDAY, False),  # a Sunday that the notice lists
        ("2026-02-23", DayKind.HOLIDAY, False),  # a Monday
        ("2026-02-24", DayKind.WORKDAY, True),
        ("2026-02-28", DayKind.MAKEUP, True),  # Saturday
        ("2026-03-01", DayKind.WEEKEND, False),
        ("2026-09-20", DayKind.MAKEUP, True),  # a Sunday
        ("2026-10-08", DayKind.WORKDAY, True),
    ],
)
def test_each_day_is_what_the_notice_for_2026_says(calendar, day, kind, is_working):
    day = date.fromisoformat(day)
    assert calendar.kind_of(day) is kind
    assert calendar.is_working_day(day) is is_working


@pytest.mark.parametrize(
    "day, n, expected",
    [
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-02-14", 6, "2026-03-02"),
        ("2026-02-18", 1, "2026-02-24"),  # from inside a holiday
        ("2026-02-24", -1, "2026-02-14"),
        ("2026-02-18", -1, "2026-02-14"),
        ("2026-02-24", -3, "2026-02-12"),
        ("2026-02-13", 0, "2026-02-13"),
        ("2026-02-15", 0, "2026-02-24"),
        ("2026-12-31", 1, "2027-01-01"),  # unpublished: weekends only
        ("2026-12-30", 4, "2027-01-05"),
        ("2026-01-05", -2, "2025-12-31"),
        ("2027-03-05", 1, "2027-03-08"),
        ("2025-12-31", 1, "2026-01-04"),  # from before the published dates into them
        ("2027-01-01", -1, "2026-12-31"),
        ("2025-12-29", 1, "2025-12-30"),
        ("2025-12-29", 4, "2026-01-05"),
        ("2027-01-05", -1, "2027-01-04"),
    ],
)
def test_working_days_are_added_and_taken_away(calendar, day, n, expected):
    assert calendar.add_working_days(date.fromisoformat(day), n) == date.fromisoformat(expected)


def test_the_next_working_day_is_never_the_day_itself(calendar):
    assert calendar.next_working_day(date(2026, 2, 13)) == date(2026, 2, 14)
    assert calendar.working_day_from(date(2026, 2, 14)) == date(2026, 2, 14)
    assert calendar.working_day_from(date(2026, 2, 15)) == date(2026, 2, 24)


def test_days_outside_the_published_dates_are_provisional_and_know_weekends_only(calendar):
    assert not calendar.is_provisional(date(2026, 1, 1))
    assert not calendar.is_provisional(date(2026, 12, 31))
    assert calendar.is_provisional(date(2027, 1, 1))
    assert calendar.is_provisional(date(2025, 12, 31))
    assert calendar.is_working_day(date(2027, 1, 1))  # a Friday, though surely a holiday one day
    assert not calendar.is_working_day(date(2027, 1, 2))


def test_a_calendar_may_be_one_day_long():
    day = date(2026, 3, 4)
    assert WorkCalendar(1, day, day, {}, {}).working_day_from(day) == day


def test_days_may_be_given_as_bare_dates_and_do_not_change_with_what_was_given():
    year, fair = (date(2026, 1, 1), date(2026, 12, 31)), {date(2026, 3, 5): "Fair"}
    calendar = WorkCalendar(1, *year, [date(2026, 3, 4)], fair)
    fair.clear()
    assert [calendar.name_of(date(2026, 3, day)) for day in (3, 4, 5)] == ["", "", "Fair"]
    assert calendar == WorkCalendar(1, *year, {date(2026, 3, 4): ""}, {date(2026, 3, 5): "Fair"})


def test_a_closure_shuts_a_hall_even_on_a_makeup_day(calendar):
    closed = calendar.with_closures({date(2026, 2, 14): "Flood"})
    assert closed.kind_of(date(2026, 2, 14)) is DayKind.CLOSURE
    assert closed.name_of(date(2026, 2, 14)) == "Flood"
    assert closed.next_working_day(date(2026, 2, 13)) == date(2026, 2, 24)
    assert calendar.next_working_day(date(2026, 2, 13)) == date(2026, 2, 14)


def test_new_closures_take_the_place_of_the_old_ones(calendar):
    first = calendar.with_closures([date(2026, 3, 10)])
    assert first.next_working_day(date(2026, 3, 9)) == date(2026, 3, 11)
    assert first.with_closures([date(2026, 3, 12)]).next_working_day(date(2026, 3, 9)) == date(2026, 3, 10)


def test_special_days_come_in_runs_of_one_name_cut_to_what_was_asked(calendar):
    runs = calendar.special_runs(date(2026, 2, 14), date(2026, 2, 17))
    assert [(run.kind, run.name, run.first.day, run.last.day, run.days) for run in runs] == [
        ("makeup", "Spring Festival", 14, 14, 1),
        ("holiday", "Spring Festival", 15, 17, 3),
    ]
    assert calendar.special_runs(date(2026, 3, 2), date(2026, 4, 3)) == []


def test_a_calendar_survives_json(calendar):
    data = json.loads(json.dumps(calendar.as_data()))
    assert data["version"] == 3
    assert data["first_on"] == "2026-01-01"
    assert data["holidays"]["2026-02-17"] == "Spring Festival"
    assert data["makeup_days"]["2026-02-14"] == "Spring Festival"
    assert "closures" not in data
    assert WorkCalendar.from_data(data) == calendar


def test_closures_survive_json_too(calendar):
    closed = calendar.with_closures([date(2026, 3, 10)])
    assert WorkCalendar.from_data(closed.as_data()) == closed


def test_a_day_cannot_be_both_holiday_and_makeup_day():
    with pytest.raises(RuleError) as refused:
        WorkCalendar(1, date(2026, 1, 1), date(2026, 12, 31), [date(2026, 2, 14)], [date(2026, 2, 14)])
    assert refused.value.code == "bad_calendar"
    assert refused.value.field == "makeup_days.2026-02-14"
    assert str(refused.value) == "2026-02-14 is listed both as a holiday and as a make-up working day."


@pytest.mark.parametrize(
    "change, field",
    [
        ({"version": "3"}, "version"),
        ({"version": True}, "version"),
        ({"first_on": "2026-13-01"}, "first_on"),
        ({"last_on": None}, "last_on"),
        ({"last_on": "2025-12-31"}, "last_on"),
        ({"holidays": {"2027-01-01": ""}}, "holidays.2027-01-01"),
        ({"holidays": {"soon": ""}}, "holidays.soon"),
        ({"makeup_days": ["2026-02-14"]}, "makeup_days"),
        ({"makeup_days": {"2025-10-11": ""}}, "makeup_days.2025-10-11"),
        ({"weekends": {}}, "weekends"),
    ],
)
def test_bad_calendar_data_is_refused_by_field(calendar, change, field):
    with pytest.raises(RuleError) as refused:
        WorkCalendar.from_data({**calendar.as_data(), **change})
    assert refused.value.code == "bad_calendar"
    assert refused.value.field == field
    assert str(refused.value)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 3, 4), date(2026, 3, 4), 0),
        (date(2026, 3, 6), date(2026, 3, 9), 1),  # Friday to Monday
        (
            date(2026, 2, 13),
            date(2026, 2, 24),
            2,
        ),  # the make-up Saturday before Spring Festival, and the day after it
        (date(2026, 12, 30), date(2027, 1, 4), 3),  # into a year nobody has published: weekends only
        (date(2026, 12, 29), date(2026, 12, 31), 2),  # up to the last published day
        (date(2025, 12, 29), date(2026, 1, 5), 4),  # from before the published days
        (date(2026, 3, 9), date(2026, 3, 6), 0),
    ],
)
def test_working_days_between_two_days_are_those_after_the_first(calendar, first, last, count):
    assert calendar.working_days_between(first, last) == count
