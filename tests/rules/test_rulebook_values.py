"""A single value of a regulation: text, a code, a number, a date, hours; what is none of them is refused in words."""

from datetime import time

import pytest

from rules.errors import RuleError
from rules.rulebook import Rulebook

TEXT = "must be text."
LINE = "has a line break or a character that nobody can see."
CODE = "must be a code: at most 40 small letters, digits and underscores."
CODES = "must be a list of codes."
SLASHES = "must be names separated by single slashes."
DATE = "must be a date (YYYY-MM-DD)."
MONTH_DAY = "must be a month and a day (MM-DD)."


@pytest.mark.parametrize(
    "path, value, field, message",
    [
        # Texts.
        (["penalties", 1, "english"], "  ", "penalties[1].english", TEXT),
        (["penalties", 1, "english"], 5, "penalties[1].english", TEXT),
        (["penalties", 1, "english"], "late\nagain", "penalties[1].english", LINE),
        (["title"], "办" * 201, "title", "has more than 200 characters."),
        (["articles", 1, "summary"], "a" * 2001, "articles[1].summary", "has more than 2000 characters."),
        (["articles", 1, "path"], "/2", "articles[1].path", SLASHES),
        (["articles", 1, "path"], "1/", "articles[1].path", SLASHES),
        (["articles", 1, "path"], "1//2", "articles[1].path", SLASHES),
        # Codes, and lists of them.
        (["brush_offs", 0, "code"], "not mine", "brush_offs[0].code", CODE),
        (["brush_offs", 0, "code"], "a" * 41, "brush_offs[0].code", CODE),
        (["penalties", 1, "consequences"], "fame", "penalties[1].consequences", CODES),
        (["penalties", 1, "consequences"], {"fame": 1}, "penalties[1].consequences", CODES),
        (["penalties", 1, "consequences"], ["Fame"], "penalties[1].consequences", CODES),
        (["penalties", 1, "consequences"], [1], "penalties[1].consequences", CODES),
        (["penalties", 1, "consequences"], ["a" * 41], "penalties[1].consequences", CODES),
        (
            ["penalties", 1, "applies_to"],
            ["person", "person"],
            "penalties[1].applies_to",
            "names something twice.",
        ),
        (["kinds"], {"code": "x"}, "kinds", "must be a list of tables."),
        # Numbers.
        (
            ["penalties", 0, "amount"],
            100_001,
            "penalties[0].amount",
            "must be a whole number from 1 to 100000.",
        ),
        (
            ["evaluation", 0, "weight"],
            101,
            "evaluation[0].weight",
            "must be a whole number from 1 to 100.",
        ),
        (
            ["evaluation_views", 0, "weight"],
            101,
            "evaluation_views[0].weight",
            "must be a whole number from 1 to 100.",
        ),
        (
            ["extension", "max_days"],
            1001,
            "extension.max_days",
            "must be a whole number from 1 to 1000.",
        ),
        (
            ["complaint_replies", 0, "within_days"],
            1001,
            "complaint_replies[0].within_days",
            "must be a whole number from 0 to 1000.",
        ),
        (
            ["complaint_replies", 0, "within_days"],
            "3",
            "complaint_replies[0].within_days",
            "must be a whole number from 0 to 1000.",
        ),
        (
            ["limits", 0, "unit"],
            "working_minutes",
            "limits[0].amount",
            "must be a whole number from 1 to 100000.",
        ),
        # Dates, which Python would also read in other ways.
        (["effective_on"], "20120301", "effective_on", DATE),
        (["effective_on"], "2012-W09-4", "effective_on", DATE),
        (["effective_on"], "2012-02-30", "effective_on", DATE),
        (["hours", "seasons", 0, "from"], "02-30", "hours.seasons[0].from", MONTH_DAY),
        (["hours", "seasons", 0, "from"], "W40-4", "hours.seasons[0].from", MONTH_DAY),
    ],
)
def test_a_value_of_another_sort_is_refused_in_words(changed, path, value, field, message):
    with pytest.raises(RuleError) as refused:
        Rulebook.parse(changed(path, value))
    assert (refused.value.code, refused.value.field) == ("bad_rulebook", field)
    assert str(refused.value) == f"{field} {message}"


@pytest.mark.parametrize(
    "spans",
    [
        ...,
        5,
        "08:00",
        [5],
        [[8, 12]],
        [["08:00"]],
        [["8:00", "12:00"]],
        [["08:00", "24:00"]],
        [["08:00", "12:00"], ["14:30"]],
        [[time(8), time(12)]],
    ],
)
def test_spans_that_are_no_pairs_of_times_are_refused(changed, spans):
    with pytest.raises(RuleError) as refused:
        Rulebook.parse(changed(["hours", "seasons", 0, "spans"], spans))
    assert (refused.value.code, refused.value.field) == ("bad_rulebook", "hours.seasons[0].spans")
    assert str(refused.value) == "hours.seasons[0].spans must be a list of pairs of times (HH:MM)."


@pytest.mark.parametrize(
    "path, value, read",
    [
        (["title"], "办" * 200, lambda book: book.title),
        (["articles", 1, "summary"], "a" * 2000, lambda book: book.articles[1].summary),
        (["articles", 1, "summary"], "第一款。\n第二款。", lambda book: book.articles[1].summary),
        (["brush_offs", 0, "code"], "a" * 40, lambda book: book.brush_offs[0].code),
        (["penalties", 0, "amount"], 100_000, lambda book: book.penalties[0].amount),
    ],
)
def test_the_longest_and_the_largest_are_read(changed, path, value, read):
    assert read(Rulebook.parse(changed(path, value))) == value
