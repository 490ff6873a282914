"""The score of an evaluation: exact until it is rounded once, between the least and the best mark, or refused."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import RuleError
from rules.evaluation import score_of
from rules.rulebook import Rulebook
from rules.tables.evaluation import EvaluationTerms

VIEWS = ("self", "peer", "public")


@pytest.fixture(scope="module")
def weighed(full):
    """Study 40, conduct 60; self 30, public 70; marks up to 10."""
    return Rulebook.parse(full)


def score(book, marks):
    return score_of(marks, book.evaluation, book.evaluation_views, book.evaluation_terms)


def same(book, mark):
    return {each.code: dict.fromkeys(VIEWS, mark) for each in book.evaluation}


def test_weights_of_dimensions_and_views_are_multiplied(weighed):
    answer = score(weighed, {"study": {"self": 10, "public": 5}, "conduct": {"self": 8, "public": 9}})
    # study 10 × 0.3 + 5 × 0.7 = 6.5; conduct 8 × 0.3 + 9 × 0.7 = 8.7; 6.5 × 0.4 + 8.7 × 0.6 = 7.82
    assert (answer.value, answer.exact) == (Decimal("7.82"), Fraction(391, 50))
    assert answer.by_dimension == {"study": Fraction(13, 2), "conduct": Fraction(87, 10)}
    assert [str(line) for line in answer.trace] == [
        "组织学习: 自评 10 × 3/10 + 群众评议 5 × 7/10 = 13/2.",
        "作风建设: 自评 8 × 3/10 + 群众评议 9 × 7/10 = 87/10.",
        "All dimensions: 组织学习 13/2 × 2/5 + 作风建设 87/10 × 3/5 = 391/50.",
        "Rounded once, half up, to two decimals: 7.82 of 10.",
    ]
    assert {line.article for line in answer.trace} == {"1"}


def test_without_weights_all_eight_dimensions_and_three_views_count_the_same(zengjia):
    marks = same(zengjia, 90)
    marks["study"] = {"self": 100, "peer": 80, "public": 61}
    answer = score(zengjia, marks)
    # (241/3 + 7 × 90) / 8 = 2131/24 = 88.7916…
    assert (answer.exact, answer.value) == (Fraction(2131, 24), Decimal("88.79"))
    assert (answer.trace[0].article, answer.trace[-1].article) == ("A5/dimensions", "A5/results")


@pytest.mark.parametrize(
    "mark, value",
    [("80.005", "80.01"), ("80.0049", "80.00"), ("80.015", "80.02"), ("0", "0.00"), ("100", "100.00")],
)
def test_halves_are_rounded_up(zengjia, mark, value):
    assert str(score(zengjia, same(zengjia, Decimal(mark))).value) == value


def test_it_is_rounded_only_once(zengjia):
    marks = same(zengjia, 0)
    marks["study"]["self"] = Decimal("0.24")
    marks["conduct"]["self"] = Decimal("0.12")
    # 0.36 / 24 = 0.015 exactly: rounding each dimension first (0.08/8, 0.04/8) would lose it.
    assert str(score(zengjia, marks).value) == "0.02"


@pytest.mark.parametrize(
    "change, code, field, message",
    [
        (lambda m: m.pop("study"), "mark_missing", "marks.study.peer", "A mark is missing."),
        (lambda m: m["conduct"].pop("public"), "mark_missing", "marks.conduct.public", "A mark is missing."),
        (
            lambda m: m.update(charm={"self": 1}),
            "mark_unknown",
            "marks.charm.self",
            "This hall's regulation asks for no such mark.",
        ),
    ],
)
def test_a_missing_and_a_foreign_mark_are_refused(zengjia, change, code, field, message):
    marks = same(zengjia, 90)
    change(marks)
    with pytest.raises(RuleError) as refused:
        score(zengjia, marks)
    assert (refused.value.code, refused.value.field, str(refused.value)) == (code, field, message)


@pytest.mark.parametrize(
    "mark",
    [101, -1, Decimal("100.01"), Decimal("-0.01"), Decimal("NaN"), Decimal("Infinity"), 90.5, True],
)
def test_a_mark_that_is_none_of_the_scale_is_refused(zengjia, mark):
    marks = same(zengjia, 90)
    marks["study"]["self"] = mark
    with pytest.raises(RuleError) as refused:
        score(zengjia, marks)
    assert (refused.value.code, refused.value.field) == ("bad_mark", "marks.study.self")
    assert str(refused.value) == "A mark must be a number from 0 to 100."


@pytest.mark.parametrize("has_dimensions, has_views", [(False, False), (True, False), (False, True)])
def test_a_hall_without_dimensions_or_without_views_evaluates_nobody(zengjia, has_dimensions, has_views):
    dimensions = zengjia.evaluation if has_dimensions else ()
    views = zengjia.evaluation_views if has_views else ()
    with pytest.raises(RuleError) as refused:
        score_of({}, dimensions, views, EvaluationTerms("1"))
    assert refused.value.code == "no_evaluation"


hundredths = st.integers(0, 1000).map(lambda each: Decimal(each) / 100)
sheets = st.fixed_dictionaries(
    {code: st.fixed_dictionaries({"self": hundredths, "public": hundredths}) for code in ("study", "conduct")}
)
weights = st.integers(1, 99)


@given(sheets, weights, weights)
def test_the_score_lies_between_the_least_and_the_best_mark(weighed, marks, study, own):
    dimensions = [
        replace(each, weight=weight)
        for each, weight in zip(weighed.evaluation, (study, 100 - study), strict=True)
    ]
    views = [
        replace(each, weight=weight)
        for each, weight in zip(weighed.evaluation_views, (own, 100 - own), strict=True)
    ]
    answer = score_of(marks, dimensions, views, weighed.evaluation_terms)
    given_marks = [mark for by_view in marks.values() for mark in by_view.values()]
    assert min(given_marks) <= answer.value <= max(given_marks)
    assert abs(Fraction(answer.value) - answer.exact) <= Fraction(1, 200)


@given(sheets, st.sampled_from(["study", "conduct"]), st.sampled_from(["self", "public"]))
def test_a_better_mark_never_lowers_the_score(weighed, marks, dimension, view):
    better = {code: dict(by_view) for code, by_view in marks.items()}
    better[dimension][view] = Decimal(10)
    assert score(weighed, marks).exact <= score(weighed, better).exact
