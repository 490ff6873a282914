"""Opening hours by season: the day they change, and tables that leave a day out or cover it twice."""

from datetime import date, time

import pytest

from rules.errors import RuleError
from rules.hours import OpeningHours, Season

ALL_DAY = ((time(8), time(17)),)


@pytest.mark.parametrize(
    "day, closing",
    [
        ("2026-04-30", time(17, 30)),
        ("2026-05-01", time(18)),
        ("2026-09-30", time(18)),
        ("2026-10-01", time(17, 30)),
        ("2026-01-01", time(17, 30)),
        ("2028-02-29", time(17, 30)),
    ],
)
def test_the_summer_timetable_runs_from_may_to_september(hours, day, closing):
    day = date.fromisoformat(day)
    assert hours.closing_at(day) == closing
    assert hours.spans_on(day) == ((time(8), time(12)), (time(14, 30), closing))
    assert hours.opening_at(day) == time(8)


def test_one_season_may_cover_the_whole_year():
    hours = OpeningHours.all_year((time(9), time(17)))
    assert hours.closing_at(date(2026, 7, 1)) == time(17)


def test_a_season_may_be_one_day_long():
    short = ((time(9), time(12)),)
    hours = OpeningHours((Season((5, 2), (4, 30), ALL_DAY), Season((5, 1), (5, 1), short)))
    assert [hours.closing_at(date(2026, 5, day)) for day in (1, 2)] == [time(12), time(17)]


@pytest.mark.parametrize(
    "seasons, day, found",
    [
        ((), "01-01", 0),
        ((Season((10, 1), (4, 30), ALL_DAY), Season((5, 1), (9, 29), ALL_DAY)), "09-30", 0),
        ((Season((10, 1), (5, 1), ALL_DAY), Season((5, 1), (9, 30), ALL_DAY)), "05-01", 2),
        ((Season((3, 1), (2, 28), ALL_DAY),), "02-29", 0),
    ],
)
def test_every_day_of_the_year_has_exactly_one_season(seasons, day, found):
    with pytest.raises(RuleError) as refused:
        OpeningHours(seasons)
    assert (refused.value.code, refused.value.field) == ("bad_hours", "hours.seasons")
    assert refused.value.values == {"where": "hours.seasons", "day": day, "found": found}


@pytest.mark.parametrize(
    "spans",
    [
        (),
        ((time(8), time(8)),),
        ((time(12), time(8)),),
        ((time(8), time(12)), (time(11), time(17))),
        ((time(8), time(12)), (time(12), time(17))),
        ((time(14), time(17)), (time(8), time(12))),
    ],
)
def test_spans_neither_cross_nor_touch_nor_run_backwards(spans):
    with pytest.raises(RuleError) as refused:
        OpeningHours.all_year(*spans)
    assert (refused.value.code, refused.value.field) == ("bad_hours", "hours.seasons[0].spans")
