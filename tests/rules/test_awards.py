"""Awards within their quota, by score, without those who lost eligibility; and the bottom that must do better."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.awards import Award, Candidate, select
from rules.errors import RuleError
from rules.rectification import rectifications
from rules.tables.evaluation import EvaluationTerms
from rules.tables.penalties import Liable


def one(name, score, **facts):
    return Candidate(name, Fraction(score), **facts)


@pytest.fixture(scope="module")
def award(zengjia):
    """One or two excellent members of staff each time (A6/7)."""
    return next(each for each in zengjia.awards if each.code == "excellent_staff")


def test_the_two_best_are_chosen_best_first(award):
    answer = select(award, [one("an", 80), one("bo", 95), one("chen", 90)])
    assert (answer.winners, answer.undecided, answer.places) == (("bo", "chen"), (), 0)
    assert [str(line) for line in answer.trace] == [
        "优秀工作人员: from 1 to 2 each time.",
        "bo is chosen with the score 95.",
        "chen is chosen with the score 90.",
    ]
    assert {line.article for line in answer.trace} == {"A6/7"}


def test_who_lost_eligibility_is_left_out_whatever_the_score(award):
    answer = select(award, [one("an", 80), one("bo", 99, loses_eligibility=True)])
    assert answer.winners == ("an",)
    assert str(answer.trace[1]) == "bo has lost eligibility for awards."


def test_preference_decides_between_equals_and_only_there(award):
    equals = [one("an", 90), one("bo", 90), one("chen", 90, is_preferred=True), one("dan", 95)]
    answer = select(award, equals)
    assert answer.winners == ("dan", "chen")
    assert "among equals it goes first, because preferred" in str(answer.trace[-1])
    better = select(award, [one("an", 91), one("bo", 92), one("chen", 90, is_preferred=True)])
    assert better.winners == ("bo", "an")


def test_equals_for_the_last_place_are_left_to_people(award):
    answer = select(award, [one("bo", 90), one("an", 90), one("chen", 95)])
    assert (answer.winners, answer.undecided, answer.places) == (("chen",), ("an", "bo"), 1)
    assert str(answer.trace[-1]) == "an, bo stand equal for what is left of the quota, 1: people decide."


def test_too_few_candidates_are_said_to_be_too_few(award):
    answer = select(award, [one("an", 90, loses_eligibility=True)])
    assert (answer.winners, str(answer.trace[-1])) == ((), "Only 0 may be given it, fewer than 1.")


def test_exactly_the_minimum_is_not_too_few(award):
    answer = select(award, [one("an", 80)])
    assert answer.winners == ("an",)
    assert "award_too_few" not in [line.rule for line in answer.trace]


def test_a_candidate_stands_once(award):
    with pytest.raises(RuleError) as refused:
        select(award, [one("an", 90), one("bo", 80), one("an", 70)])
    assert (refused.value.code, refused.value.field) == ("candidate_twice", "candidates[2].id")


candidates = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 4), st.booleans(), st.booleans()),
    max_size=8,
    unique_by=lambda each: each[0],
).map(lambda many: [Candidate(name, Fraction(score), lost, liked) for name, score, lost, liked in many])


@given(candidates, st.integers(1, 3), st.integers(0, 3))
def test_no_more_than_the_quota_and_nobody_passed_over_by_a_worse_one(many, minimum, more):
    rule = Award("best", "优秀", "best", "1", Liable.PERSON, minimum, minimum + more)
    answer = select(rule, many)
    by_id = {each.id: each for each in many}
    winners = [by_id[each] for each in answer.winners]
    assert len(winners) + answer.places <= rule.maximum
    assert not any(each.loses_eligibility for each in winners)
    assert [each.score for each in winners] == sorted((each.score for each in winners), reverse=True)
    left = [each for each in many if not each.loses_eligibility and each not in winners]
    assert all(each.score <= winner.score for each in left for winner in winners)
    if not answer.undecided:
        assert len(winners) == min(rule.maximum, sum(not each.loses_eligibility for each in many))


def test_the_bottom_and_who_had_a_bad_influence_must_rectify(zengjia):
    scores = {"an": Fraction(80), "bo": Fraction(60), "chen": Fraction(90)}
    bottom, influence, outsider = rectifications(scores, zengjia.evaluation_terms, {"chen", "dan"})
    assert [bottom.id, influence.id, outsider.id] == ["bo", "chen", "dan"]
    assert str(bottom.trace[0]) == "The score 60 is among the lowest 1 of 3: it must be put right."
    assert str(influence.trace[0]) == "There was a bad influence: it must be put right."
    assert all(each.is_held_accountable for each in (bottom, influence, outsider))
    assert str(outsider.trace[-1]) == "Accountability follows besides."
    assert {each.article for each in (bottom, influence, outsider)} == {"A5/results"}


def test_the_lowest_score_comes_first_whatever_the_names():
    scores = {"an": Fraction(70), "bo": Fraction(60), "chen": Fraction(90)}
    assert [each.id for each in rectifications(scores, EvaluationTerms("1", bottom=2))] == ["bo", "an"]


def test_equals_share_the_bottom_and_where_all_are_equal_there_is_none(zengjia):
    terms = zengjia.evaluation_terms
    low, high = Fraction(60), Fraction(90)
    assert [each.id for each in rectifications({"an": low, "bo": low, "chen": high}, terms)] == ["an", "bo"]
    assert rectifications({"an": low, "bo": low}, terms) == ()
    assert rectifications({"an": low}, terms) == ()
    assert rectifications({}, terms) == ()


def test_a_hall_that_names_no_bottom_makes_nobody_rectify():
    terms = EvaluationTerms("1")
    assert rectifications({"an": Fraction(1), "bo": Fraction(2)}, terms, {"an"}) == ()


def test_a_hall_that_names_no_accountability_leaves_it_at_putting_right():
    (bottom,) = rectifications({"an": Fraction(1), "bo": Fraction(2)}, EvaluationTerms("1", bottom=1))
    assert (bottom.id, bottom.is_held_accountable, len(bottom.trace)) == ("an", False, 1)


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 4).map(Fraction)), st.integers(1, 3))
def test_the_bottom_lies_below_all_others_and_never_holds_the_best(scores, bottom):
    made = [each.id for each in rectifications(scores, EvaluationTerms("1", 100, bottom))]
    kept = [scores[each] for each in scores if each not in made]
    best = max(scores.values(), default=None)
    assert all(scores[each] != best for each in made)
    assert all(scores[each] <= mark for each in made for mark in kept)
    assert len(made) >= min(bottom, sum(mark != best for mark in scores.values()))
