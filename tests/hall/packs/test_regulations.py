"""Hours, kinds, limits, handling, systems: each hall's pack holds the figures of its own regulation."""

from collections import Counter
from dataclasses import astuple
from datetime import date, datetime, time

from hall.packs.shape import Pack
from rules.classification import CaseFacts, Route, Term, kind_of
from rules.clock import due_at
from rules.hours import LOCAL
from rules.limits import Limit, LimitUnit
from rules.workdays import WorkCalendar

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
    for pack, article, spans in (
        (taihu, "B/hours", ((time(8, 30), time(12)), (time(14), time(17, 30)))),
        (jingshi, "D/hours", ((time(9), time(12)), (time(13, 30), time(17)))),
    ):
        hours = pack.rulebook.hours
        assert hours is not None
        assert hours.article == article
        assert [(each.from_month_day, each.to_month_day, each.spans) for each in hours.seasons] == [
            ((1, 1), (12, 31), spans)
        ]


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
    # Zengjia's agency begins with a notice that the case is forwarded (A3).
    assert [kind(hall, route=Route.AGENCY) for hall in halls] == ["上报件", "代办件", "代办（协办）件"]


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
    assert (here.kind, there.kind) == ("forwarded", "agency")
    assert [(step.name, step.article) for step in here.steps] == [
        ("上报件告知书", "A3/steps"),
        ("代办件交接表", "A3/steps"),
        ("中心确认", "A3/steps"),
        ("中心上报", "A3/steps"),
        ("结果返回", "A3/steps"),
        ("中心交还窗口", "A3/steps"),
    ]


def test_only_taihu_deems_a_case_accepted_when_no_notice_was_given(packs: dict[str, Pack]) -> None:
    told = {code: pack.rulebook.supplement for code, pack in packs.items()}
    assert all(rule is not None and rule.is_told_once for rule in told.values())
    assert [code for code, rule in told.items() if rule and rule.is_deemed_accepted] == ["taihu"]
    assert [code for code, rule in told.items() if rule and rule.is_refused_in_writing] == ["taihu"]
    there = told["taihu"]
    assert there is not None
    assert (there.then_kinds, there.within, there.article) == (
        ("instant", "commitment", "joint"),
        None,
        "B/systems/notice",
    )


def test_joint_cases_are_led_by_the_integrated_window_or_by_a_lead_window_of_three(
    zengjia: Pack, taihu: Pack
) -> None:
    here, there = zengjia.rulebook.joint, taihu.rulebook.joint
    assert here is not None
    assert there is not None
    assert (here.lead, here.minimum) == ("integrated_window", None)
    assert (there.lead, there.minimum) == ("lead_window", 3)
    assert (here.kind, there.kind) == (None, "joint")
    assert (here.article, there.article) == ("A4/intake", "B/kinds/4")


def test_the_named_limits_are_3_days_a_week_and_the_same_day(packs: dict[str, Pack]) -> None:
    found = {
        each.code: (each.limit, each.kind, each.informs)
        for pack in packs.values()
        for each in pack.rulebook.limits
    }
    assert found == {
        "inform_party": (Limit(3, CALENDAR, "A6/4.4"), None, ()),
        "report_refusal": (Limit(7, CALENDAR, "A6/4.4"), None, ("department_head", "centre")),
        "instant": (Limit(0, WORKING, "B/kinds/1"), "instant", ()),
        "refusal": (Limit(0, WORKING, "B/kinds/2"), "returned", ()),
        "supplement_complete": (Limit(0, WORKING, "B/systems/on_the_spot"), "supplement", ()),
    }


def test_a_week_in_zengjia_is_moved_past_a_holiday(zengjia: Pack) -> None:
    rule, hours = zengjia.rulebook.limit("report_refusal"), zengjia.rulebook.hours
    assert rule is not None
    assert hours is not None
    holiday = {date(2026, 3, 9): "a holiday"}
    calendar = WorkCalendar(1, date(2026, 1, 1), date(2026, 12, 31), holiday, {})
    accepted = datetime(2026, 3, 2, 10, tzinfo=LOCAL)
    due = due_at(accepted, rule.limit, calendar=calendar, hours=hours).due_at
    assert due == datetime(2026, 3, 10, 17, 30, tzinfo=LOCAL)


def test_the_systems_of_zengjia_have_as_many_clauses_as_their_regulation(zengjia: Pack) -> None:
    clauses = Counter(article.parent for article in zengjia.rulebook.articles)
    assert (clauses["A1"], clauses["A2"], clauses["A8"], clauses["A9"]) == (6, 6, 7, 14)


def test_every_article_but_a_root_hangs_under_one_that_exists_and_is_summed_up(
    packs: dict[str, Pack],
) -> None:
    for pack in packs.values():
        paths = {article.path for article in pack.rulebook.articles}
        for article in pack.rulebook.articles:
            assert article.parent is None or article.parent in paths, article.path
            assert all(astuple(article)[:2]), article.path
            assert article.summary.endswith("。"), article.path
