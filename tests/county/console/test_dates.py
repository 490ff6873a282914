"""Dates that Django formats by itself (lists and forms of the consoles) look like those that pages format."""

from datetime import date, datetime

import pytest
from django.utils.formats import date_format, time_format
from django.utils.translation import override

from county.now import TIMEZONE


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_dates_are_written_in_one_way(language):
    with override(language):
        assert date_format(date(2026, 3, 4)) == "2026-03-04"
        assert (
            date_format(datetime(2026, 3, 4, 9, 5, tzinfo=TIMEZONE), "DATETIME_FORMAT") == "2026-03-04 09:05"
        )
        assert time_format(datetime(2026, 3, 4, 17, 30, tzinfo=TIMEZONE).time()) == "17:30"
