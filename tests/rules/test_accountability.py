"""Which rung facts lead to: the highest whose trigger is met, with the reason why each one is met or not."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.accountability import Fact, accountability_for
from rules.errors import RuleError
from rules.tables.penalties import Liable


def rung(book, *facts, earlier=()):
    answer = accountability_for(facts, book.accountability, frozenset(earlier))
    return answer.rung.rung if answer.rung else None


def late(at, finished, until="2026-03-10 17:30"):
    return Fact(
        "missed_limit_done_on_first_urge",
        finished_at=at(finished) if finished else None,
        first_urge_until=at(until) if until else None,
    )


@pytest.mark.parametrize("times, reached", [(1, None), (2, None), (3, 3), (4, 3)])
def test_the_third_complaint_about_attitude_reaches_rung_3(zengjia, times, reached):
    assert rung(zengjia, Fact("attitude_complaints", times)) == reached


def test_complaints_established_one_by_one_add_up(zengjia):
    assert rung(zengjia, *[Fact("attitude_complaints")] * 2) is None
    assert rung(zengjia, *[Fact("attitude_complaints")] * 3) == 3


def test_two_complaints_say_why_they_lead_nowhere(zengjia):
    answer = accountability_for([Fact("attitude_complaints", 2)], zengjia.accountability)
    assert (answer.rung, answer.triggers, answer.applies_to) == (None, (), ())
    assert [str(line) for line in answer.trace] == [
        "因态度差被投诉3次以上: counted 2, fewer than 3, so rung 3 is not reached.",
        "No rung of accountability is reached.",
    ]
    assert answer.trace[0].article == "A7/3"


@pytest.mark.parametrize(
    "fact, earlier, article, said",
    [
        (Fact("ordinary_error"), (), "A7/1", "{text}: leads to rung 1, 批评教育."),
        (
            Fact("attitude_complaints", 4),
            (),
            "A7/3",
            "{text}: counted 4, from 3 on it leads to rung 3, {name}.",
        ),
        (
            Fact("unrepentant"),
            (),
            "A7/2",
            "{text}: rung 1 was not reached before, so rung 2 is not reached.",
        ),
        (Fact("unrepentant"), (1,), "A7/2", "{text}: after rung 1 it leads to rung 2, {name}."),
        (
            Fact("missed_limit_done_on_first_urge"),
            (),
            "A7/1",
            "{text}: not finished within the first urge's limit, so this does not lead to rung 1.",
        ),
    ],
)
def test_every_ground_says_in_words_why_it_is_met_or_not(zengjia, fact, earlier, article, said):
    each, trigger = next(
        (each, trigger)
        for each in zengjia.accountability
        for trigger in each.triggers
        if trigger.code == fact.code
    )
    line = accountability_for([fact], zengjia.accountability, frozenset(earlier)).trace[0]
    assert str(line) == said.format(text=trigger.text, name=each.name)
    assert (line.values["code"], line.article) == (fact.code, article)


@pytest.mark.parametrize(
    "finished, until, reached",
    [
        ("2026-03-10 17:29", "2026-03-10 17:30", 1),
        ("2026-03-10 17:30", "2026-03-10 17:30", 1),
        ("2026-03-10 17:31", "2026-03-10 17:30", None),
        (None, "2026-03-10 17:30", None),
        ("2026-03-10 17:29", None, None),
    ],
)
def test_late_but_finished_within_the_first_urge_is_rung_1(zengjia, at, finished, until, reached):
    assert rung(zengjia, late(at, finished, until)) == reached


def test_the_first_urge_is_told_with_both_instants(zengjia, at):
    answer = accountability_for([late(at, "2026-03-10 17:30")], zengjia.accountability)
    assert str(answer.trace[0]) == (
        "超过时限但在第一次催办期限内办结: finished 2026-03-10 17:30, within the first urge's limit "
        "2026-03-10 17:30: rung 1, 批评教育."
    )
    assert str(answer.trace[-1]) == "The highest rung reached holds: rung 1, 批评教育."
    assert (answer.rung.article, answer.consequences) == ("A7/1", ("criticism",))


def test_unrepentant_leads_to_rung_2_only_after_rung_1(zengjia):
    assert rung(zengjia, Fact("unrepentant")) is None
    assert rung(zengjia, Fact("unrepentant"), earlier=[2]) is None
    assert rung(zengjia, Fact("unrepentant"), earlier=[1]) == 2


def test_the_highest_rung_holds_and_every_trigger_of_it_is_named(zengjia):
    facts = [Fact("ordinary_error"), Fact("leaking_secrets"), Fact("cannot_do_the_work"), Fact("dereliction")]
    answer = accountability_for(facts, zengjia.accountability)
    assert answer.rung.rung == 3
    assert [each.code for each in answer.triggers] == ["leaking_secrets", "dereliction"]
    assert answer.consequences == ("party_or_administrative_sanction",)
    assert [line.article for line in answer.trace] == ["A7/1", "A7/2", "A7/3", "A7/3", "A7/3"]


def test_a_crime_goes_to_the_judiciary_besides(zengjia):
    answer = accountability_for([Fact("dereliction", is_grave=True)], zengjia.accountability)
    assert answer.consequences == ("party_or_administrative_sanction", "handed_to_judiciary")
    assert (str(answer.trace[-1]), answer.trace[-1].article) == (
        "The grave case of rung 3 is given: 构成犯罪.",
        "A7/3",
    )


def test_what_is_grave_must_have_led_to_the_rung_and_the_rung_must_know_a_grave_case(zengjia):
    other = [Fact("ordinary_error", is_grave=True), Fact("dereliction")]
    assert accountability_for(other, zengjia.accountability).consequences == (
        "party_or_administrative_sanction",
    )
    first = accountability_for([Fact("ordinary_error", is_grave=True)], zengjia.accountability)
    assert (first.rung.rung, first.consequences) == (1, ("criticism",))


def test_a_head_who_was_too_lax_answers_at_rung_1_one_who_shielded_at_rung_3(zengjia):
    lax = accountability_for([Fact("head_too_lax")], zengjia.accountability)
    shielding = accountability_for([Fact("head_shielding")], zengjia.accountability)
    assert (lax.rung.rung, lax.applies_to) == (1, (Liable.HEAD,))
    assert (shielding.rung.rung, shielding.applies_to) == (3, (Liable.HEAD,))


def test_taihu_warns_first_and_holds_accountable_when_it_is_serious(taihu):
    assert rung(taihu, Fact("duty_not_performed")) == 1
    assert rung(taihu, Fact("duty_not_performed_seriously")) == 2


def test_no_facts_and_no_ladder_lead_to_no_rung(zengjia, jingshi):
    assert rung(zengjia) is None
    assert rung(jingshi) is None


def test_a_ground_the_regulation_does_not_know_is_refused(zengjia):
    with pytest.raises(RuleError) as refused:
        rung(zengjia, Fact("ordinary_error"), Fact("bad_weather"))
    assert (refused.value.code, refused.value.field) == ("unknown_trigger", "facts[1].code")
    assert (
        str(refused.value) == "This hall's regulation knows no ground of accountability called bad_weather."
    )


@pytest.mark.parametrize("times", [0, 1.5, True])
def test_no_times_are_no_fact(zengjia, times):
    with pytest.raises(RuleError) as refused:
        rung(zengjia, Fact("attitude_complaints", times))
    assert (refused.value.code, refused.value.field) == ("bad_times", "facts[0].times")


@given(st.data())
def test_more_facts_never_lead_to_a_lower_rung(zengjia, at, data):
    codes = [trigger.code for each in zengjia.accountability for trigger in each.triggers]
    finished = at("2026-03-10 12:00")
    facts = data.draw(
        st.lists(
            st.builds(
                Fact,
                st.sampled_from(codes),
                st.integers(1, 4),
                st.booleans(),
                st.just(finished),
                st.integers(-5, 5).map(lambda hours: finished + timedelta(hours=hours)),
            ),
            max_size=8,
        )
    )
    earlier = data.draw(st.frozensets(st.integers(1, 3)))
    rungs = [rung(zengjia, *facts[:many], earlier=earlier) or 0 for many in range(len(facts) + 1)]
    assert rungs == sorted(rungs)
    assert (rung(zengjia, *facts, earlier={1, 2, 3}) or 0) >= rungs[-1]
