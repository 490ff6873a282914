"""What is wrong with a rule book is said in words: the table, the row as people count, the field."""

from datetime import date

import pytest
from django.utils.translation import override

from hall.console.refusals import place_in_words, said
from hall.regulations.begin import check_begin
from rules.errors import RuleError
from rules.rulebook import Rulebook

HEAD = {"number": "1", "title": "办法", "effective_on": "2027-01-01"}


@pytest.mark.parametrize(
    ("place", "english", "chinese"),
    [
        ("number", "number", "number（编号）"),
        ("extension.max_days", "extension, max_days", "extension（延期）、max_days（最多天数）"),
        ("penalties[3].article", "penalties, row 4, article", "penalties（处罚）、第4行、article（条款）"),
        (
            "hours.seasons[0].spans",
            "hours, seasons, row 1, spans",
            "hours（办公时间）、seasons（季节）、第1行、spans（时段）",
        ),
        ("kinds[11]", "kinds, row 12", "kinds（办件种类）、第12行"),
        (
            "penalties[0].grave-amount",
            "penalties, row 1, grave-amount",
            "penalties（处罚）、第1行、grave-amount",
        ),
        (f"x[{'9' * 5000}]", f"x[{'9' * 5000}]", f"x[{'9' * 5000}]"),  # typed as a name, no row
        ("kinds[0].罚 款", "kinds, row 1, 罚 款", "kinds（办件种类）、第1行、罚 款"),
    ],
)
def test_a_place_is_told_as_table_row_and_field(place, english, chinese):
    with override("en"):
        assert place_in_words(place) == english
    with override("zh-hans"):
        assert place_in_words(place) == chinese


def refusal(tables: dict) -> str:
    with pytest.raises(RuleError) as refused:
        Rulebook.parse({**HEAD, **tables})
    with override("en"):
        return said(refused.value)


def test_the_sentence_of_the_law_names_the_place_in_words():
    articles = [{"path": "1", "title": "考核"}]
    penalty = {
        "code": "late",
        "occurrence": "迟到",
        "english": "Late",
        "article": "9",
        "amount": 1,
        "unit": "points",
        "per": "occurrence",
        "applies_to": ["person"],
    }

    said_of_it = refusal({"articles": articles, "penalties": [penalty]})

    assert said_of_it == "penalties, row 1, article names article 9, which does not exist."


def test_a_value_that_is_no_place_stays_as_it_is():
    error = RuleError(
        "x", "%(where)s: %(value)s, %(unit)s", value="a.b", where="kinds[0].code", unit="points"
    )

    with override("en"):
        assert said(error) == "kinds, row 1, code: a.b, points"


def test_days_are_told_in_the_readers_language():
    day = date(2026, 6, 1)
    with pytest.raises(RuleError) as refused:
        check_begin(day, today=day, published=[day])

    with override("zh-hans"):
        assert said(refused.value) == (
            "effective_on（施行日期）：已有一个已发布的版本自2026-06-01起施行；同一天不能有两个版本开始施行。"
        )
