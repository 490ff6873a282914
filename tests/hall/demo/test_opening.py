"""The hall of the demo works while it is open: Zengjia's hours, the calendar of 2026."""

from datetime import datetime, time

import pytest

from county.now import TIMEZONE
from county.standards.calendars import from_package
from hall.demo.opening import Opening
from rules.hours import OpeningHours


@pytest.fixture
def opening() -> Opening:
    spans = ((time(8), time(12)), (time(14, 30), time(17, 30)))
    return Opening(from_package(1), OpeningHours.all_year(*spans))


def at(*moment: int) -> datetime:
    return datetime(2026, *moment, tzinfo=TIMEZONE)


@pytest.mark.parametrize(
    ("moment", "before", "after"),
    [
        (at(3, 4, 10, 0), at(3, 4, 10, 0), at(3, 4, 10, 0)),  # a Wednesday morning
        (at(3, 4, 13, 5), at(3, 4, 11, 54), at(3, 4, 14, 36)),  # at noon
        (at(3, 4, 22, 0), at(3, 4, 17, 29), at(3, 5, 8, 1)),  # at night
        (at(3, 7, 10, 0), at(3, 6, 17, 29), at(3, 9, 8, 1)),  # a Saturday
        (at(2, 28, 10, 0), at(2, 28, 10, 0), at(2, 28, 10, 0)),  # a Saturday that is worked
        (at(10, 3, 9, 0), at(9, 30, 17, 29), at(10, 8, 8, 1)),  # National Day
    ],
)
def test_what_falls_into_closing_time_is_moved_to_the_hours_beside_it(opening, moment, before, after):
    assert opening.at_or_before(moment) == before
    assert opening.at_or_after(moment) == after
