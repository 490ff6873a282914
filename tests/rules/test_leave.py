"""The way a leave takes by its length and by who asks: the steps of each hall, to the half day."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.errors import RuleError
from rules.leave import LeaveOutcome, leave_route
from rules.penalties import Breach, penalty_lines
from rules.rulebook import Rulebook
from rules.tables.penalties import Liable

# Where one step ends and the next begins, in one hall or the other.
bounds = st.sampled_from([Decimal("0.5"), Decimal(1), Decimal(3), Decimal(7)])
lengths = bounds | st.integers(1, 36600).map(lambda tenths: Decimal(tenths) / 10)


def route(book, days, **facts):
    return leave_route(Decimal(days), book.leave_steps, book.leave, offices=book.offices, **facts)


@pytest.mark.parametrize(
    "days, approver, article",
    [
        ("0.5", "centre_director", "B/leave/1"),
        ("1", "centre_director", "B/leave/1"),
        ("1.5", "deputy_head", "B/leave/2"),
        ("3", "deputy_head", "B/leave/2"),
        ("3.5", "party_secretary", "B/leave/3"),
        ("7", "party_secretary", "B/leave/3"),
        ("7.5", "organisation_department", "B/leave/4"),
        ("90", "organisation_department", "B/leave/4"),
    ],
)
def test_leave_in_taihu_climbs_with_its_length(taihu, days, approver, article):
    answer = route(taihu, days)
    assert (answer.outcome, answer.approver, answer.article) == (LeaveOutcome.APPROVAL, approver, article)


def test_both_bounds_of_a_step_are_said(taihu):
    assert [str(line) for line in route(taihu, "3").trace][:2] == [
        "3 days are more than 1 days.",
        "3 days are no more than 3 days.",
    ]


def test_an_approver_without_a_name_of_the_hall_is_said_in_english(full):
    line = next(line for line in route(Rulebook.parse(full), "2").trace if line.rule == "leave_approved_by")
    assert str(line) == "To be approved by: party secretary."
    assert line.values["code"] == "party_secretary"


def test_in_zengjia_half_a_day_needs_the_head_and_the_office_hears_of_it(zengjia):
    answer = route(zengjia, "0.5")
    assert (answer.outcome, answer.approver, answer.informs, answer.needs_cover) == (
        LeaveOutcome.APPROVAL,
        "centre_director",
        ("party_government_office",),
        False,
    )
    assert [str(line) for line in answer.trace] == [
        "0.5 days are 0.5 days or more.",
        "To be approved by: 中心负责人.",
        "To be told of it: 党政办.",
    ]
    assert route(zengjia, "30").approver == "centre_director"


def test_in_zengjia_less_than_half_a_day_is_only_noted(zengjia):
    answer = route(zengjia, "0.4", has_procedure=False)
    assert (answer.outcome, answer.approver, answer.counts_as) == (LeaveOutcome.NOTED, None, None)
    assert str(answer.trace[0]) == (
        "0.4 days are less than 0.5: no approval is needed, only: 在去向牌注明或书面申请."
    )
    assert answer.article == "A9/leave"
    assert (answer.needs_cover, answer.informs, answer.half_days) == (False, (), 0)


def test_a_village_agent_asks_the_village_head_who_fills_the_post(zengjia):
    answer = route(zengjia, "2", who="village_agent")
    assert (answer.approver, answer.needs_cover, answer.informs) == ("village_head", True, ())
    assert answer.article == "A9/village_agents"
    assert "The post must be filled first." in [str(line) for line in answer.trace]


def test_sick_leave_needs_the_record_each_hall_asks_for(zengjia, taihu):
    here, there = (route(book, "1", is_sick=True) for book in (zengjia, taihu))
    assert [each.code for each in here.documents] == ["medical_record_card"]
    assert [each.code for each in there.documents] == ["hospital_record"]
    assert str(here.trace[-1]) == "Sick leave needs: 病历本."
    assert (here.trace[-1].article, there.trace[-1].article) == ("A9/leave", "B/leave")
    assert here.trace[-1].values["code"] == "medical_record_card"
    assert (here.half_days, there.half_days) == (0, 0)
    assert route(taihu, "1").documents == ()
    assert leave_route(Decimal(1), taihu.leave_steps, None, is_sick=True).documents == ()


def test_leave_without_the_procedure_is_truancy_in_taihu_and_a_missing_slip_in_zengjia(zengjia, taihu):
    here, there = (route(book, "1.5", has_procedure=False) for book in (zengjia, taihu))
    assert (there.outcome, there.counts_as, there.half_days) == (LeaveOutcome.BREACH, "truancy", 3)
    assert (there.article, there.approver) == ("B/leave/truancy", None)
    assert (here.outcome, here.counts_as, here.article) == (
        LeaveOutcome.BREACH,
        "leave_without_slip",
        "A6/2.3",
    )
    assert [str(line) for line in there.trace] == [
        "Leave without the procedure counts as the breach truancy; half days: 3."
    ]


def test_less_than_half_a_day_without_the_procedure_is_no_breach_and_the_rest_can_be_charged(taihu):
    short = route(taihu, "0.25", has_procedure=False)
    assert (short.outcome, short.counts_as, short.half_days) == (LeaveOutcome.TOO_SHORT, None, 0)
    assert [str(line) for line in short.trace] == [
        "Leave without the procedure is counted in whole half days: 0.25 days are none."
    ]
    half = route(taihu, "0.5", has_procedure=False)
    breach = Breach(half.counts_as, {Liable.PERSON: "staff-1"}, half_days=half.half_days)
    (line,) = penalty_lines(breach, taihu.penalties)
    assert (half.half_days, line.code) == (1, "truancy")


def test_where_the_regulation_is_silent_on_the_procedure_so_is_the_answer(taihu):
    answer = leave_route(Decimal("1.5"), taihu.leave_steps, None, has_procedure=False)
    assert (answer.outcome, answer.counts_as, answer.half_days) == (LeaveOutcome.SILENT, None, 3)
    assert [str(line) for line in answer.trace] == [
        "The regulation does not say what leave without the procedure counts as."
    ]


@pytest.mark.parametrize(
    "days", [Decimal(0), Decimal(-1), Decimal("NaN"), Decimal("Infinity"), Decimal(3661), 1.5]
)
def test_a_length_that_is_none_is_refused(taihu, days):
    with pytest.raises(RuleError) as refused:
        leave_route(days, taihu.leave_steps, taihu.leave)
    assert (refused.value.code, refused.value.field) == ("bad_leave_length", "days")
    assert str(refused.value) == "A leave must be more than 0 and at most 3660 days."


def test_people_without_a_route_are_refused(taihu, jingshi):
    with pytest.raises(RuleError) as refused:
        route(taihu, "1", who="village_agent")
    assert (refused.value.code, refused.value.field) == ("no_leave_route", "who")
    assert str(refused.value) == "This hall's regulation sets no leave route for: village_agent."
    with pytest.raises(RuleError) as refused:
        route(jingshi, "1")
    assert refused.value.code == "no_leave_route"


def test_steps_that_do_not_reach_down_to_a_length_are_said_to_lack_it(zengjia):
    with pytest.raises(RuleError) as refused:
        leave_route(Decimal("0.40"), zengjia.leave_steps, replace(zengjia.leave, noted=None))
    assert (refused.value.code, refused.value.field) == ("no_leave_step", "days")
    assert str(refused.value) == "This hall's regulation has no step for a leave of 0.4 days."


@given(lengths, st.sampled_from(["zengjia", "taihu"]))
def test_every_length_has_one_route_that_agrees_with_the_bounds(zengjia, taihu, days, hall):
    book = {"zengjia": zengjia, "taihu": taihu}[hall]
    answer = route(book, days)
    covering = [step for step in book.leave_steps if step.applies_to == "staff" and step.covers(days)]
    if answer.outcome is LeaveOutcome.NOTED:
        assert not covering
        assert days < book.leave.noted.below_days
    else:
        assert covering == [answer.step]
        assert answer.step.lower <= days
        assert answer.step.upper is None or days <= answer.step.upper


@given(lengths, lengths)
def test_longer_leave_never_climbs_down(taihu, one, other):
    order = [step.approver for step in taihu.leave_steps]
    shorter, longer = sorted([one, other])
    assert order.index(route(taihu, shorter).approver) <= order.index(route(taihu, longer).approver)
