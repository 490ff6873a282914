"""Days as a person types them: a line a run, in either language; what is wrong is said with its line."""

from datetime import date

import pytest
from django.utils import translation

from county.standards.calendars import from_package
from county.standards.lines import read_lines, write_lines
from rules.errors import RuleError

TEXT = "2027-01-01 2027-01-03 元旦\n\n  2027-02-06\tSpring Festival \n2027-06-09 2027-06-09\n"


def test_a_text_is_read_in_either_language_and_kept_as_the_source_writes_it():
    read = read_lines(TEXT)

    assert read.days == {
        date(2027, 1, 1): "New Year's Day",
        date(2027, 1, 2): "New Year's Day",
        date(2027, 1, 3): "New Year's Day",
        date(2027, 2, 6): "Spring Festival",
        date(2027, 6, 9): "",
    }
    assert (read.line_of[date(2027, 1, 2)], read.line_of[date(2027, 2, 6)]) == (1, 3)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_what_is_written_is_read_back_the_same(language):
    seed = from_package(1)
    with translation.override(language):
        for days in (seed.holidays, seed.makeup_days):
            assert read_lines(write_lines(days)).days == days


def test_a_name_of_the_countys_own_is_kept():
    assert read_lines("2027-07-08 苗年").days == {date(2027, 7, 8): "苗年"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2027-01-01 x\n元旦 2027-01-02", "Line 2: 元旦 is not a date"),
        ("2027-02-30", "Line 1: 2027-02-30 is not a date"),
        ("20270101", "Line 1: 20270101 is not a date"),
        ("2027-W01-1", "Line 1: 2027-W01-1 is not a date"),
        ("2027-01-03 2027-01-01 x", "Line 1: from 2027-01-03 to 2027-01-01 is not a run of 1 to 31 days."),
        ("2027-01-01 2027-02-01 x", "Line 1: from 2027-01-01 to 2027-02-01 is not a run of 1 to 31 days."),
        ("2027-01-01 2027-01-03 x\n2027-01-03 y", "Line 2: 2027-01-03 stands in line 1 already."),
        ("2027-01-01 " + "长" * 41, "Line 1: a name has at most 40 characters"),
        ("2027-01-01 a\x00b", "Line 1: a name has at most 40 characters"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text, said):
    with pytest.raises(RuleError) as refused:
        read_lines(text)

    assert refused.value.code == "bad_calendar"
    assert said in str(refused.value)
