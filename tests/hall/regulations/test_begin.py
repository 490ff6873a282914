"""From which day a version may apply, judged without a database: one law at a time, and none for the past."""

from datetime import date

import pytest

from hall.regulations.begin import check_begin
from rules.errors import RuleError

TODAY = date(2026, 3, 4)
FIRST, SECOND = date(2012, 3, 1), date(2026, 6, 1)


def refusal(effective_on: date, published: list[date]) -> RuleError:
    with pytest.raises(RuleError) as refused:
        check_begin(effective_on, today=TODAY, published=published)
    return refused.value


@pytest.mark.parametrize("begins", [date(1, 1, 1), date(1999, 1, 1), TODAY, date(2027, 3, 5)])
def test_the_first_version_may_begin_on_any_day_up_to_a_year_ahead(begins):
    check_begin(begins, today=TODAY, published=[])


@pytest.mark.parametrize("begins", [TODAY, date(2026, 3, 5), date(2027, 3, 5)])
def test_a_later_version_may_begin_today_or_later(begins):
    check_begin(begins, today=TODAY, published=[FIRST])


@pytest.mark.parametrize("begins", [date(2027, 3, 6), date(2206, 12, 1), date(9999, 12, 31)])
@pytest.mark.parametrize("published", [[], [FIRST]])
def test_a_version_may_not_begin_so_late_that_it_locks_the_years_before(begins, published):
    error = refusal(begins, published)

    assert (error.code, error.field) == ("regulation_too_far", "effective_on")
    assert str(error) == (
        f"effective_on: {begins} is more than a year away; a version is published for the next 366 days at most."
    )


def test_a_later_version_may_not_begin_in_the_past():
    error = refusal(date(2026, 3, 3), [FIRST])

    assert (error.code, error.field) == ("regulation_in_past", "effective_on")
    assert (
        str(error)
        == "effective_on: 2026-03-03 is past; a new version may apply from today (2026-03-04) at the earliest."
    )


def test_a_version_may_not_begin_before_one_that_is_published():
    error = refusal(date(2026, 5, 31), [SECOND, FIRST])

    assert (error.code, error.field) == ("regulation_overlap", "effective_on")
    assert str(error) == (
        "effective_on: 2026-05-31 lies before 2026-06-01, from which a published version applies; "
        "a new one must begin later."
    )


@pytest.mark.parametrize("day", [FIRST, SECOND])
def test_two_published_versions_do_not_begin_on_one_day(day):
    error = refusal(day, [FIRST, SECOND])

    assert (error.code, error.field) == ("regulation_day_taken", "effective_on")
    assert (
        str(error)
        == f"effective_on: a published version already applies from {day}; two cannot begin on one day."
    )
