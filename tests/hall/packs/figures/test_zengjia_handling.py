"""Zengjia, A1 to A4: every figure of first contact, limits, agency and parallel approval, by its article."""

from datetime import date

from support.figures_of_packs import cited, one, there, under

from hall.packs.shape import Pack
from rules.limits import Limit, LimitUnit

DAYS, WORKING_DAYS = LimitUnit.CALENDAR_DAYS, LimitUnit.WORKING_DAYS


def test_the_regulation_of_zengjia_is_in_force_from_1_march_2012(zengjia: Pack) -> None:
    book = zengjia.rulebook
    assert (book.number, book.effective_on) == ("2012-1", date(2012, 3, 1))
    roots = [article.path for article in book.articles if article.parent is None]
    assert roots == ["A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9"]


def test_a1_first_contact_has_6_clauses(zengjia: Pack) -> None:
    assert under(zengjia, "A1") == ["1", "2", "3", "4", "5", "6"]
    assert one(zengjia.rulebook.systems, "first_contact").article == "A1"


def test_a1_2_forbids_four_brush_offs(zengjia: Pack) -> None:
    assert cited(zengjia.rulebook.brush_offs) == {
        "do_not_know": "A1/2",
        "not_sure": "A1/2",
        "not_mine": "A1/2",
        "ask_someone_else": "A1/2",
    }
    assert [each.name for each in zengjia.rulebook.brush_offs] == [
        "不知道", "不清楚", "不归我管", "你去问别人"
    ]  # fmt: skip


def test_a1_3_tells_all_that_is_missing_once(zengjia: Pack) -> None:
    rule = there(zengjia.rulebook.supplement)
    assert (rule.is_told_once, rule.article) == (True, "A1/3")
    # On these A is silent.
    assert (rule.within, rule.is_deemed_accepted, rule.then_kinds) == (None, False, ())


def test_a2_completion_in_time_has_6_clauses(zengjia: Pack) -> None:
    assert under(zengjia, "A2") == ["1", "2", "3", "4", "5", "6"]
    assert one(zengjia.rulebook.systems, "time_limit").article == "A2"


def test_a2_4_extends_by_10_days_at_most(zengjia: Pack) -> None:
    rule = there(zengjia.rulebook.extension)
    assert (rule.max_days, rule.unit, rule.article) == (10, DAYS, "A2/4")


def test_a2_3_issues_a_notice_of_the_extension(zengjia: Pack) -> None:
    rule = there(zengjia.rulebook.extension)
    assert (rule.needs_notice, rule.notice_article) == (True, "A2/3")


def test_a2_5_keeps_a_ledger(zengjia: Pack) -> None:
    assert one(zengjia.rulebook.duties, "ledger").article == "A2/5"


def test_a3_keeps_an_agency_case_7_working_days_inside_free_of_charge(zengjia: Pack) -> None:
    rule = there(zengjia.rulebook.agency)
    assert rule.article == "A3/limit"
    assert rule.inside == Limit(7, WORKING_DAYS, "A3/limit")
    assert (rule.is_free, rule.free_article) == (True, "A3/free")
    assert (rule.kind, rule.upward, rule.is_in_principle) == ("forwarded", None, False)
    assert one(zengjia.rulebook.systems, "agency").article == "A3"


def test_a3_steps_are_six_in_order(zengjia: Pack) -> None:
    assert cited(there(zengjia.rulebook.agency).steps) == {
        "forwarded_case_notice": "A3/steps",
        "handover_sheet": "A3/steps",
        "centre_confirms": "A3/steps",
        "filed_upward": "A3/steps",
        "result_back": "A3/steps",
        "handed_to_window": "A3/steps",
    }


def test_a3_stands_in_five_parts(zengjia: Pack) -> None:
    assert under(zengjia, "A3") == ["scope", "free", "limit", "steps", "liability"]


def test_a4_is_one_intake_copies_joint_approval_in_time_late_is_answered_for(zengjia: Pack) -> None:
    parts = ["intake", "copy", "joint", "limit", "late"]
    assert under(zengjia, "A4") == [*parts, "disclosure", "supervision"]
    titles = [there(zengjia.rulebook.article(f"A4/{part}")).title for part in parts]
    assert titles == ["一口受理", "抄告相关", "联合审批", "限时完成", "超时问责"]
    assert one(zengjia.rulebook.systems, "parallel_approval").article == "A4"


def test_a4_is_led_by_the_integrated_window_from_no_stated_number_of_departments(zengjia: Pack) -> None:
    rule = there(zengjia.rulebook.joint)
    assert (rule.lead, rule.minimum, rule.article) == ("integrated_window", None, "A4/intake")


def test_a4_makes_five_things_of_a_joint_case_public_its_results_among_them(zengjia: Pack) -> None:
    at = "A4/disclosure"
    assert cited(there(zengjia.rulebook.joint).disclosures) == {
        "grounds": at, "conditions": at, "parallel_procedure": at, "limits": at, "results": at
    }  # fmt: skip
