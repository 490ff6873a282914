"""What must hold on any calendar: the quick counts agree with a count by hand, day after day."""

import json
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.workdays import WorkCalendar

DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 6, 30)
# Most inside the published days, some before and after them.
days = st.integers(-40, 220).map(lambda n: FIRST + n * DAY)
published = st.integers(0, (LAST - FIRST).days).map(lambda n: FIRST + n * DAY)
names = st.sampled_from(["春节", "清明节"])
closures = st.dictionaries(days, st.sampled_from(["停电", "搬迁"]), max_size=8)


@st.composite
def calendars(draw):
    special = draw(st.dictionaries(published, st.tuples(st.booleans(), names), max_size=25))
    holidays = {day: name for day, (is_makeup, name) in special.items() if not is_makeup}
    makeup_days = {day: name for day, (is_makeup, name) in special.items() if is_makeup}
    return WorkCalendar(1, FIRST, LAST, holidays, makeup_days, draw(closures))


def worked_between(calendar, first, last):
    """The working days after `first` up to and including `last`, each looked at."""
    return sum(calendar.is_working_day(first + n * DAY) for n in range(1, (last - first).days + 1))


@given(calendars(), days, st.integers(1, 60))
def test_the_nth_working_day_is_worked_and_the_nth(calendar, day, n):
    found = calendar.add_working_days(day, n)

    assert calendar.is_working_day(found)
    assert worked_between(calendar, day, found) == n


@given(calendars(), days, st.integers(1, 60))
def test_the_nth_working_day_before_is_worked_and_the_nth(calendar, day, n):
    found = calendar.add_working_days(day, -n)

    assert calendar.is_working_day(found)
    assert worked_between(calendar, found - DAY, day - DAY) == n


@given(calendars(), days)
def test_no_days_on_lead_to_the_first_day_that_is_worked(calendar, day):
    found = calendar.add_working_days(day, 0)

    assert calendar.is_working_day(found)
    assert worked_between(calendar, day - DAY, found) == 1


@given(calendars(), days, days)
def test_the_working_days_between_two_are_those_one_counts(calendar, first, last):
    assert calendar.working_days_between(first, last) == worked_between(calendar, first, last)


@given(calendars(), closures, days, st.integers(-30, 30))
def test_a_calendar_lived_with_closures_is_one_made_with_them(calendar, shut, day, n):
    of_county = WorkCalendar(1, FIRST, LAST, calendar.holidays, calendar.makeup_days)
    _ = of_county.add_working_days(day, n)  # its days are counted before it is lived
    made = WorkCalendar(1, FIRST, LAST, calendar.holidays, calendar.makeup_days, shut)

    assert of_county.with_closures(shut) == made
    assert of_county.with_closures(shut).add_working_days(day, n) == made.add_working_days(day, n)
    assert calendar.with_closures(shut).add_working_days(day, n) == made.add_working_days(day, n)


@given(calendars(), days, days)
def test_runs_hold_every_special_day_once_with_its_kind_and_name(calendar, first, last):
    told = [
        (run.first + n * DAY, run.kind, run.name)
        for run in calendar.special_runs(first, last)
        for n in range(run.days)
    ]

    special = sorted({*calendar.holidays, *calendar.makeup_days, *calendar.closures})
    assert told == [
        (day, calendar.kind_of(day), calendar.name_of(day)) for day in special if first <= day <= last
    ]


@given(calendars())
def test_a_calendar_is_read_back_as_it_was_written(calendar):
    assert WorkCalendar.from_data(json.loads(json.dumps(calendar.as_data()))) == calendar
