"""A rule book as text and back: what was written is what is read, and what cannot be kept is named."""

import tomllib

import pytest

from hall.packs.read import pack_codes, read_pack
from hall.regulations.text import plain, read_text, write_text
from rules.errors import RuleError
from rules.rulebook import Rulebook

HEAD = 'number = "1"\ntitle = "办法"\neffective_on = 2027-01-01\n'


def refusal(text: str) -> RuleError:
    with pytest.raises(RuleError) as refused:
        read_text(text)
    return refused.value


@pytest.mark.parametrize("code", pack_codes())
def test_every_pack_comes_back_as_it_went(code):
    tables = plain(read_pack(code).regulation)

    text = write_text(dict(sorted(tables.items(), reverse=True)))

    assert read_text(text) == tables
    assert Rulebook.parse(read_text(text)) == read_pack(code).rulebook


def test_the_head_comes_first_and_a_row_begins_with_what_it_is_about():
    tables = {
        "penalties": [{"per": "day", "unit": "yuan", "amount": 20, "code": "late", "article": "1"}],
        "articles": [{"title": "出勤", "path": "1", "number": "第一条"}],
        "title": "办法",
        "effective_on": "2027-01-01",
        "number": "2027-1",
    }

    assert write_text(tables) == (
        'number = "2027-1"\ntitle = "办法"\neffective_on = 2027-01-01\n'
        'articles = [\n    { path = "1", number = "第一条", title = "出勤" },\n]\n'
        'penalties = [\n    { code = "late", article = "1", amount = 20, per = "day", unit = "yuan" },\n]\n'
    )


def test_a_day_is_kept_as_text_and_lines_may_end_as_browsers_end_them():
    assert read_text(HEAD.replace("\n", "\r\n")) == {
        "number": "1",
        "title": "办法",
        "effective_on": "2027-01-01",
    }


def test_a_head_that_is_no_date_is_written_as_it_stands():
    assert tomllib.loads(write_text({"effective_on": "2027-02-30"})) == {"effective_on": "2027-02-30"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"{HEAD}[[kinds]\n", "The text cannot be read from line 4, column 8 on."),
        (f"{HEAD}number = 2\n", "The text cannot be read from line 4, column 11 on."),
        (
            f'{HEAD}kinds = ["a',
            "The text ends where something is still missing, such as a quote or a bracket.",
        ),
        (f"{HEAD}x = {'[' * 5000}", "The text has too many brackets within brackets."),
        (f"{HEAD}x = {'[' * 300}{']' * 300}", "The text has too many brackets within brackets."),
        (f"{HEAD}x{'.x' * 300} = 1", "The text has too many brackets within brackets."),
        (f"{HEAD}x = {'9' * 5000}", "A number in the text has too many digits."),
    ],
)
def test_a_text_that_is_no_toml_says_where(text, sentence):
    error = refusal(text)

    assert (error.code, str(error)) == ("bad_toml", sentence)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("[[hours.seasons]]\nfrom = 08:00:00", "hours.seasons[0].from"),
        ("[extension]\nmax_days = inf", "extension.max_days"),
        ("[extension]\nmax_days = nan", "extension.max_days"),
        ("[extension]\nmax_days = 99999999999999999999", "extension.max_days"),
        (f"[extension]\nmax_days = {'9' * 400}", "extension.max_days"),
        (f"[extension]\nmax_days = 0x{'f' * 5000}", "extension.max_days"),
        ("[[awards]]\n[[awards]]\nname = 2027-01-01T08:00:00", "awards[1].name"),
        ('[[awards]]\nname = "\\u0000"', "awards[0].name"),
    ],
)
def test_a_value_the_database_cannot_keep_is_named(line, field):
    error = refusal(f"{HEAD}{line}\n")

    assert (error.code, error.field) == ("bad_rulebook", field)
    assert str(error).startswith(f"{field} must be text, a number, a date")


def test_a_name_the_database_cannot_keep_is_refused():
    error = refusal(f'{HEAD}[awards]\n"\\u0000" = 1\n')

    assert (error.code, error.field) == ("bad_rulebook", "awards")
