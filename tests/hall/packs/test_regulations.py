"""Hours, kinds, limits, leave, systems: each hall's pack holds the figures of its own regulation."""

from dataclasses import astuple
from datetime import date, time
from decimal import Decimal

from hall.packs.shape import Pack
from rules.classification import CaseFacts, Route, Term, kind_of
from rules.limits import Limit, LimitUnit

WORKING, CALENDAR = LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS


def kind(pack: Pack, **facts: object) -> str | None:
    found = kind_of(
        CaseFacts(**{"term": Term.COMMITMENT, "route": Route.OWN, **facts}),  # type: ignore[arg-type]
        pack.rulebook.kinds,
    )
    return found.name if found else None


def test_zengjia_closes_half_an_hour_later_from_may_to_september(zengjia: Pack) -> None:
    hours = zengjia.rulebook.hours
    assert hours is not None
    assert hours.article == "A9/hours"
    morning = (time(8), time(12))
    winter, summer = (morning, (time(14, 30), time(17, 30))), (morning, (time(14, 30), time(18)))
    assert hours.spans_on(date(2026, 4, 30)) == winter
    assert hours.spans_on(date(2026, 5, 1)) == summer
    assert hours.spans_on(date(2026, 9, 30)) == summer
    assert hours.spans_on(date(2026, 10, 1)) == winter


def test_taihu_and_jingshi_keep_one_timetable_all_year(taihu: Pack, jingshi: Pack) -> None:
    for pack, closing in ((taihu, time(17, 30)), (jingshi, time(17))):
        hours = pack.rulebook.hours
        assert hours is not None
        assert len(hours.seasons) == 1
        assert hours.closing_at(date(2026, 7, 1)) == closing


def test_leave_in_taihu_climbs_four_steps(taihu: Pack) -> None:
    assert [
        (step.over_days, step.up_to_days, step.approver, step.article) for step in taihu.rulebook.leave_steps
    ] == [
        (Decimal(0), Decimal(1), "centre_director", "B/leave/1"),
        (Decimal(1), Decimal(3), "deputy_head", "B/leave/2"),
        (Decimal(3), Decimal(7), "party_secretary", "B/leave/3"),
        (Decimal(7), None, "organisation_department", "B/leave/4"),
    ]


def test_leave_in_zengjia_is_told_to_the_office_and_a_village_agent_is_replaced(zengjia: Pack) -> None:
    staff, agent = zengjia.rulebook.leave_steps
    assert (staff.approver, staff.informs, staff.needs_cover) == (
        "centre_director",
        ("party_government_office",),
        False,
    )
    assert (agent.applies_to, agent.approver, agent.needs_cover) == ("village_agent", "village_head", True)


def test_each_hall_names_its_own_kinds(zengjia: Pack, taihu: Pack, jingshi: Pack) -> None:
    assert [each.name for each in zengjia.rulebook.kinds] == ["上报件", "即办件"]
    assert {each.name for each in taihu.rulebook.kinds} == {
        "即办件", "退回件", "承诺件", "联办件", "补办件", "代办件"
    }  # fmt: skip
    assert [each.name for each in jingshi.rulebook.kinds] == ["代办（协办）件", "即办件"]


def test_the_same_case_is_called_differently_in_each_hall(zengjia: Pack, taihu: Pack, jingshi: Pack) -> None:
    halls = (zengjia, taihu, jingshi)
    assert [kind(hall, term=Term.INSTANT) for hall in halls] == ["即办件", "即办件", "即办件"]
    assert [kind(hall) for hall in halls] == [None, "承诺件", None]
    assert [kind(hall, route=Route.FORWARDED) for hall in halls] == ["上报件", "承诺件", None]
    assert [kind(hall, route=Route.AGENCY) for hall in halls] == [None, "代办件", "代办（协办）件"]


def test_in_taihu_what_happened_to_a_case_names_it_before_its_route(taihu: Pack) -> None:
    assert kind(taihu, route=Route.JOINT) == "联办件"
    assert kind(taihu, route=Route.JOINT, has_awaited_supplement=True) == "补办件"
    assert kind(taihu, route=Route.JOINT, has_awaited_supplement=True, was_returned=True) == "退回件"


def test_zengjia_discloses_five_things_taihu_six_with_the_fee_jingshi_its_promises(
    zengjia: Pack, taihu: Pack, jingshi: Pack
) -> None:
    five, six, one = ({each.code for each in pack.rulebook.disclosures} for pack in (zengjia, taihu, jingshi))
    assert five == {"content", "procedure", "legal_basis", "materials", "promised_limit"}
    assert six == five | {"fee"}
    assert one == {"promised_limit"}


def test_the_halls_keep_six_five_and_three_systems(zengjia: Pack, taihu: Pack, jingshi: Pack) -> None:
    assert [len(pack.rulebook.systems) for pack in (zengjia, taihu, jingshi)] == [6, 5, 3]
    assert [each.code for each in jingshi.rulebook.systems] == ["first_contact", "one_time_notice", "ab_post"]


def test_only_zengjia_allows_an_extension_of_at_most_10_days_with_a_notice(
    zengjia: Pack, taihu: Pack, jingshi: Pack
) -> None:
    rule = zengjia.rulebook.extension
    assert rule is not None
    assert (rule.max_days, rule.unit, rule.needs_notice, rule.article) == (10, CALENDAR, True, "A2/4")
    assert taihu.rulebook.extension is None
    assert jingshi.rulebook.extension is None


def test_an_agency_case_stays_7_working_days_in_zengjia_and_leaves_taihu_in_7_days_in_principle(
    zengjia: Pack, taihu: Pack
) -> None:
    here, there = zengjia.rulebook.agency, taihu.rulebook.agency
    assert here is not None
    assert there is not None
    assert here.inside == Limit(7, WORKING, "A3/limit")
    assert (here.upward, here.is_in_principle, here.is_free) == (None, False, True)
    assert there.upward == Limit(7, CALENDAR, "B/systems/promise")
    assert (there.inside, there.is_in_principle) == (None, True)


def test_only_taihu_deems_a_case_accepted_when_no_notice_was_given(packs: dict[str, Pack]) -> None:
    told = {code: pack.rulebook.supplement for code, pack in packs.items()}
    assert all(rule is not None and rule.is_told_once for rule in told.values())
    assert [code for code, rule in told.items() if rule and rule.is_deemed_accepted] == ["taihu"]


def test_joint_cases_are_led_by_the_integrated_window_or_by_a_lead_window_of_three(
    zengjia: Pack, taihu: Pack
) -> None:
    here, there = zengjia.rulebook.joint, taihu.rulebook.joint
    assert here is not None
    assert there is not None
    assert (here.lead, here.min_departments) == ("integrated_window", None)
    assert (there.lead, there.min_departments) == ("lead_window", 3)


def test_zengjia_climbs_three_rungs_and_the_third_complaint_reaches_the_last(zengjia: Pack) -> None:
    rungs = zengjia.rulebook.accountability
    assert [(each.rung, each.article, len(each.triggers)) for each in rungs] == [
        (1, "A7/1", 6),
        (2, "A7/2", 5),
        (3, "A7/3", 7),
    ]
    counted = {each.code: each.times for rung in rungs for each in rung.triggers if each.times}
    assert counted == {"attitude_complaints": 3}


def test_zengjia_answers_complaints_within_3_days_and_written_ones_in_writing(zengjia: Pack) -> None:
    rule = zengjia.rulebook.complaints
    assert rule is not None
    assert rule.ordinary == Limit(3, CALENDAR)
    assert (rule.written_answer_to_written, rule.is_confidential, rule.article) == (True, True, "A8/6")


def test_zengjia_evaluates_by_8_dimensions_and_never_leaves_a_window_empty(zengjia: Pack) -> None:
    assert len(zengjia.rulebook.evaluation) == 8
    minimum = {each.code: each.minimum for each in zengjia.rulebook.duties if each.minimum}
    assert minimum == {"window_staffed": 1}


def test_taihu_reports_on_the_1st_and_the_5th_of_the_month(taihu: Pack) -> None:
    assert [(each.day, each.to) for each in taihu.rulebook.reporting] == [
        (1, "general_window"),
        (5, "county"),
    ]


def test_every_article_but_a_root_hangs_under_one_that_exists_and_is_summed_up(
    packs: dict[str, Pack],
) -> None:
    for pack in packs.values():
        paths = {article.path for article in pack.rulebook.articles}
        for article in pack.rulebook.articles:
            assert article.parent is None or article.parent in paths, article.path
            assert all(astuple(article)[:2]), article.path
            assert article.summary.endswith("。"), article.path
