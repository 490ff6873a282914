"""Taihu, B, the services: windows, disclosures, kinds, systems and their deadlines; by their articles."""

from datetime import date

from support.figures_of_packs import cited, one, spans, there, under

from hall.packs.shape import Pack
from rules.limits import Limit, LimitUnit

SAME_DAY = 0, LimitUnit.WORKING_DAYS


def test_the_regulation_of_taihu_is_in_force_from_1_september_2011(taihu: Pack) -> None:
    book = taihu.rulebook
    assert (book.number, book.effective_on) == ("2011-1", date(2011, 9, 1))
    assert [article.path for article in book.articles if article.parent is None] == ["B"]


def test_1_director_and_a_deputy_head(taihu: Pack) -> None:
    for code in ("directors", "deputy_heads"):
        row = one(taihu.rulebook.establishment, code)
        assert (row.minimum, row.maximum, row.measure, row.article) == (1, 1, "people", "B/body"), code


def test_6_windows_host_8_services(taihu: Pack) -> None:
    windows = one(taihu.rulebook.establishment, "windows")
    services = one(taihu.rulebook.establishment, "services")
    assert (windows.minimum, windows.maximum, windows.measure) == (6, 6, "windows")
    assert (services.minimum, services.maximum, services.measure) == (8, 8, "services")
    assert (windows.article, services.article) == ("B/windows", "B/windows")
    assert len(taihu.rulebook.establishment) == 4
    assert len(taihu.windows) == 6
    assert [service.name for window in taihu.windows for service in window.services] == [
        "党政综合", "计划生育", "惠农补贴", "农村经济管理", "民政", "农村合作医疗", "劳动和社会保障", "国土管理"
    ]  # fmt: skip


def test_six_disclosures_with_the_fee_standard(taihu: Pack) -> None:
    at = "B/disclosures"
    assert cited(taihu.rulebook.disclosures) == {
        "content": at, "procedure": at, "materials": at, "legal_basis": at, "promised_limit": at, "fee": at
    }  # fmt: skip


def test_six_kinds_with_an_item_each(taihu: Pack) -> None:
    assert under(taihu, "B/kinds") == ["1", "2", "3", "4", "5", "6"]
    assert cited(taihu.rulebook.kinds) == {
        "returned": "B/kinds/2",
        "supplement": "B/kinds/5",
        "joint": "B/kinds/4",
        "agency": "B/kinds/6",
        "instant": "B/kinds/1",
        "commitment": "B/kinds/3",
    }
    # The first that fits names the case: what happened, then the route, then the term.
    assert [each.code for each in taihu.rulebook.kinds] == [
        "returned", "supplement", "joint", "agency", "instant", "commitment"
    ]  # fmt: skip


def test_what_a_case_is_returned_for(taihu: Pack) -> None:
    assert cited(taihu.rulebook.return_reasons) == {
        "forbidden": "B/kinds/2",
        "industrial_policy": "B/kinds/2",
        "local_plans": "B/kinds/2",
        "not_eligible": "B/systems/notice",
    }


def test_instant_refused_and_completed_cases_are_done_the_same_day(taihu: Pack) -> None:
    expected = {
        "instant": ("instant", "B/kinds/1"),
        "refusal": ("returned", "B/kinds/2"),
        "supplement_complete": ("supplement", "B/systems/on_the_spot"),
    }
    assert len(taihu.rulebook.limits) == 3
    for code, (kind, article) in expected.items():
        row = one(taihu.rulebook.limits, code)
        assert (row.limit, row.kind, row.article) == (Limit(*SAME_DAY, article), kind, article), code
    # On the spot is for ordinary matters: a promise that waited for papers keeps its limit.
    terms = {row.code: row.term for row in taihu.rulebook.limits}
    assert terms == {"instant": None, "refusal": None, "supplement_complete": "instant"}


def test_three_or_more_windows_or_departments_make_a_joint_case_under_the_lead_window(taihu: Pack) -> None:
    rule = there(taihu.rulebook.joint)
    assert (rule.minimum, rule.counts) == (3, ("window", "department"))
    assert (rule.lead, rule.kind, rule.article) == ("lead_window", "joint", "B/kinds/4")


def test_five_systems_with_an_article_each(taihu: Pack) -> None:
    assert under(taihu, "B/systems") == ["notice", "first_contact", "on_the_spot", "promise", "joint"]
    assert cited(taihu.rulebook.systems) == {
        "one_time_notice": "B/systems/notice",
        "first_contact": "B/systems/first_contact",
        "on_the_spot": "B/systems/on_the_spot",
        "promise": "B/systems/promise",
        "joint_handling": "B/systems/joint",
    }


def test_without_a_one_time_notice_it_is_accepted_from_the_day_of_receipt(taihu: Pack) -> None:
    rule = there(taihu.rulebook.supplement)
    assert (rule.is_told_once, rule.is_deemed_accepted, rule.article) == (True, True, "B/systems/notice")
    assert (rule.is_refused_in_writing, rule.within) == (True, None)
    # B/systems/notice names no days; those of the Administrative Licensing Law, art. 32, hold.
    assert rule.notice_within == Limit(5, LimitUnit.WORKING_DAYS, "B/systems/notice")


def test_a_supplemented_case_goes_on_as_one_of_three_kinds(taihu: Pack) -> None:
    rule = there(taihu.rulebook.supplement)
    assert (rule.then_kinds, rule.then_article) == (("instant", "commitment", "joint"), "B/kinds/5")


def test_agency_cases_are_filed_upward_within_7_days_in_principle(taihu: Pack) -> None:
    rule = there(taihu.rulebook.agency)
    assert rule.article == "B/systems/promise"
    assert rule.upward == Limit(7, LimitUnit.CALENDAR_DAYS, "B/systems/promise")
    assert (rule.is_in_principle, rule.kind, rule.inside) == (True, "agency", None)


def test_an_agency_case_goes_from_the_lead_window_by_registration_form_to_the_county_centre(
    taihu: Pack,
) -> None:
    steps = there(taihu.rulebook.agency).steps
    assert [(step.name, step.article) for step in steps] == [
        ("牵头窗口受理", "B/kinds/6"),
        ("代办事项登记表", "B/systems/promise"),
        ("帮助备齐材料", "B/kinds/6"),
        ("承诺上报日期", "B/kinds/6"),
        ("报县中心", "B/systems/promise"),
        ("通知取件", "B/systems/promise"),
    ]


def test_the_centres_timetable_is_one_for_the_whole_year(taihu: Pack) -> None:
    assert there(taihu.rulebook.hours).article == "B/hours"
    assert spans(taihu) == {"01-01 to 12-31": ["08:30-12:00", "14:00-17:30"]}
