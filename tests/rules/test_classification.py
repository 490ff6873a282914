"""Two, five, six or one-and-agency kinds: the same facts have other names in other halls, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.classification import CaseFacts, KindRule, Route, Term, kind_of

INSTANT = KindRule("instant", "即办件", {"term": (Term.INSTANT,)})
ZENGJIA = (
    INSTANT,
    KindRule("forwarded", "上报件", {"route": (Route.FORWARDED, Route.AGENCY)}, "forwarded case", "A9/2"),
)
TAIHU = (
    KindRule("returned", "退回件", {"was_returned": True}),
    KindRule("joint", "联办件", {"route": (Route.JOINT,)}),
    KindRule("agency", "代办件", {"route": (Route.AGENCY,)}),
    KindRule("supplement", "补办件", {"has_awaited_supplement": True}),
    INSTANT,
    KindRule("commitment", "承诺件", {"term": (Term.COMMITMENT,)}),
)
JINGSHI = (INSTANT, KindRule("agency", "代办件", {"route": (Route.AGENCY,)}))


@pytest.mark.parametrize(
    "facts, zengjia, taihu, jingshi",
    [
        (CaseFacts(Term.INSTANT, Route.OWN), "instant", "instant", "instant"),
        (CaseFacts(Term.COMMITMENT, Route.OWN), None, "commitment", None),
        (CaseFacts(Term.COMMITMENT, Route.FORWARDED), "forwarded", "commitment", None),
        (CaseFacts(Term.COMMITMENT, Route.AGENCY), "forwarded", "agency", "agency"),
        (CaseFacts(Term.COMMITMENT, Route.JOINT), None, "joint", None),
        (CaseFacts(Term.INSTANT, Route.OWN, has_awaited_supplement=True), "instant", "supplement", "instant"),
        (CaseFacts(Term.INSTANT, Route.OWN, True, True), "instant", "returned", "instant"),
    ],
)
def test_each_hall_names_a_case_by_its_own_scheme(facts, zengjia, taihu, jingshi):
    named = [kind_of(facts, scheme) for scheme in (ZENGJIA, TAIHU, JINGSHI)]
    assert [kind and kind.code for kind in named] == [zengjia, taihu, jingshi]


def test_the_first_kind_that_fits_wins():
    facts = CaseFacts(Term.INSTANT, Route.FORWARDED)
    assert kind_of(facts, ZENGJIA).code == "instant"
    assert kind_of(facts, ZENGJIA[::-1]).code == "forwarded"


def test_a_hall_without_kinds_names_no_case():
    assert kind_of(CaseFacts(Term.INSTANT, Route.OWN), ()) is None


def test_a_kind_says_why_and_by_which_article():
    kind = kind_of(CaseFacts(Term.COMMITMENT, Route.FORWARDED), ZENGJIA)
    assert (kind.name, kind.english, kind.article) == ("上报件", "forwarded case", "A9/2")
    (line,) = kind.trace
    assert line.values == {"name": "上报件", "english": "forwarded case", "facts": {"route": "forwarded"}}
    assert line.article == "A9/2"


def test_of_several_routes_that_are_called_the_same_the_reason_names_the_one_it_was():
    kind = kind_of(CaseFacts(Term.COMMITMENT, Route.AGENCY), ZENGJIA)
    assert (kind.code, kind.trace[0].values["facts"]) == ("forwarded", {"route": "agency"})


def test_several_facts_must_all_fit():
    rule = KindRule("late_papers", "补办件", {"term": (Term.INSTANT,), "has_awaited_supplement": True})
    assert kind_of(CaseFacts(Term.INSTANT, Route.OWN), (rule,)) is None
    kind = kind_of(CaseFacts(Term.INSTANT, Route.OWN, has_awaited_supplement=True), (rule,))
    assert kind.trace[0].values["facts"] == {"term": "instant", "has_awaited_supplement": True}


def test_a_kind_that_asks_for_nothing_fits_any_case():
    kind = kind_of(CaseFacts(Term.COMMITMENT, Route.OWN), (*ZENGJIA, KindRule("other", "其他", {})))
    assert kind.code == "other"
    assert str(kind.trace[0]) == "Called 其他, the kind the scheme gives to any case."


@pytest.mark.parametrize(
    "facts, kind",
    [
        (CaseFacts(Term.INSTANT, Route.OWN), "instant"),
        (CaseFacts(Term.COMMITMENT, Route.OWN), "commitment"),
        (CaseFacts(Term.COMMITMENT, Route.JOINT), "joint"),
        (CaseFacts(Term.COMMITMENT, Route.JOINT, has_awaited_supplement=True), "supplement"),
        (CaseFacts(Term.COMMITMENT, Route.JOINT, True, was_returned=True), "returned"),
        # Agency is a duty of this hall but no kind: such a case is named by its term.
        (CaseFacts(Term.COMMITMENT, Route.AGENCY), "commitment"),
        (CaseFacts(Term.INSTANT, Route.AGENCY), "instant"),
    ],
)
def test_a_hall_of_five_kinds_names_an_agency_case_by_its_term(qingping, facts, kind):
    assert len(qingping.kinds) == 5
    assert kind_of(facts, qingping.kinds).code == kind


all_facts = st.builds(CaseFacts, st.sampled_from(Term), st.sampled_from(Route), st.booleans(), st.booleans())


@given(all_facts, st.permutations(TAIHU), st.integers(0, 6))
def test_the_kind_is_the_first_that_fits_whatever_the_order_and_always_the_same(facts, scheme, many):
    scheme = tuple(scheme[:many])
    kind = kind_of(facts, scheme)
    assert kind == kind_of(facts, scheme)
    fitting = [rule.code for rule in scheme if rule.fits(facts)]
    assert (kind.code if kind else None) == (fitting[0] if fitting else None)


@given(all_facts)
def test_six_kinds_leave_no_case_without_a_name(facts):
    assert kind_of(facts, TAIHU) is not None
