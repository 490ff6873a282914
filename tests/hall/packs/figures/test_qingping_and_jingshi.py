"""C, Qingping, and D, Jingshi: kinds, disclosures, duties, square metres, windows and staff; by their articles."""

import re
from datetime import date

from support.figures_of_packs import cited, one, spans, there, under

from hall.packs.shape import Pack


def test_c_is_in_force_from_1_june_2013(qingping: Pack) -> None:
    assert (qingping.rulebook.number, qingping.rulebook.effective_on) == ("2013-1", date(2013, 6, 1))


def test_c_six_disclosures_as_in_b(qingping: Pack) -> None:
    at = "C/disclosures"
    assert cited(qingping.rulebook.disclosures) == {
        "content": at, "procedure": at, "materials": at, "legal_basis": at, "promised_limit": at, "fee": at
    }  # fmt: skip


def test_c_five_kinds_and_agency_only_among_the_duties(qingping: Pack) -> None:
    assert cited(qingping.rulebook.kinds) == {
        "returned": "C/kinds/returned",
        "supplement": "C/kinds/supplement",
        "joint": "C/kinds/joint",
        "instant": "C/kinds/instant",
        "commitment": "C/kinds/commitment",
    }
    assert one(qingping.rulebook.duties, "agency").article == "C/duties/agency"


def test_c_seal_fees_five_inner_matters_and_supervision(qingping: Pack) -> None:
    assert under(qingping, "C/internal") == [
        "assessment", "attendance", "comparison", "study", "projects"
    ]  # fmt: skip
    assert cited(qingping.rulebook.duties) == {
        "agency": "C/duties/agency",
        "approval_seal": "C/seal",
        "fee_management": "C/fees",
        "assessment": "C/internal/assessment",
        "attendance": "C/internal/attendance",
        "comparison": "C/internal/comparison",
        "study": "C/internal/study",
        "project_management": "C/internal/projects",
        "external_supervision": "C/supervision",
    }


def test_c_hours_are_announced(qingping: Pack) -> None:
    assert there(qingping.rulebook.hours).article == "C/hours"
    assert spans(qingping) == {"01-01 to 12-31": ["08:30-12:00", "14:00-17:00"]}


def test_d_is_in_force_from_1_may_2014(jingshi: Pack) -> None:
    assert (jingshi.rulebook.number, jingshi.rulebook.effective_on) == ("2014-1", date(2014, 5, 1))


def test_d_about_140_square_metres_on_the_ground_floor(jingshi: Pack) -> None:
    area = one(jingshi.rulebook.establishment, "floor_area")
    assert (area.minimum, area.maximum, area.measure) == (140, 140, "square_metres")
    assert (area.is_approximate, area.article) == (True, "D/premises")
    assert (jingshi.hall.floor_area, jingshi.hall.floor) == (140, 1)


def test_d_premises_are_equipped_with_12_things_checked_as_a_list(jingshi: Pack) -> None:
    assert one(jingshi.rulebook.duties, "equipment_check").article == "D/premises"
    assert {each.code: each.count for each in jingshi.hall.equipment} == {
        "touch_screen": 1,
        "display": 1,
        "rating_device": 7,  # one at each of the seven windows
        "computer": 7,
        "phone": 2,
        "printer": 2,
        "fax": 1,
        "copier": 1,
        "cabinet": 6,
        "reading_glasses": 3,
        "umbrella": 10,
        "guide_sheet": 100,
    }


def test_d_seven_windows_and_4_to_6_staff(jingshi: Pack) -> None:
    windows = one(jingshi.rulebook.establishment, "windows")
    staff = one(jingshi.rulebook.establishment, "staff")
    assert (windows.minimum, windows.maximum, windows.measure) == (7, 7, "windows")
    assert (staff.minimum, staff.maximum, staff.measure) == (4, 6, "people")
    assert (windows.article, staff.article) == ("D/windows", "D/windows")
    assert len(jingshi.rulebook.establishment) == 3
    assert len(jingshi.windows) == 7 > len(jingshi.staff) == 6
    # D/windows
    assert [window.name.removesuffix("窗口") for window in jingshi.windows] == [
        "民政", "就业", "社会保障", "居民事务", "计生卫生", "综合信息", "党员服务"
    ]  # fmt: skip


def test_d_two_kinds_and_promised_limits_are_public(jingshi: Pack) -> None:
    assert cited(jingshi.rulebook.kinds) == {"agency": "D/agency", "instant": "D/matters"}
    assert cited(jingshi.rulebook.disclosures) == {"promised_limit": "D/disclosure"}


def test_d_each_post_has_1_stand_in(jingshi: Pack) -> None:
    row = one(jingshi.rulebook.duties, "stand_in")
    assert (row.minimum, row.maximum, row.article) == (1, None, "D/rules/ab_post")


def test_d_ab_posts_stand_in_for_each_other(jingshi: Pack) -> None:
    """D/rules/ab_post: whom each post names stands in for it, names it back; nobody stands in for oneself."""
    named = [re.fullmatch(r"(.+?)（与(.+)互为AB岗）", person.post) for person in jingshi.staff]
    deputy = {found[1].partition("兼")[0]: found[2] for found in named if found}
    assert len(deputy) == len(jingshi.staff) == 6
    assert all(deputy[other] == post and other != post for post, other in deputy.items())


def test_d_six_rules_of_which_three_are_systems(jingshi: Pack) -> None:
    assert under(jingshi, "D/rules") == [
        "first_contact", "notice", "ab_post", "duties", "integrity", "code"
    ]  # fmt: skip
    assert cited(jingshi.rulebook.systems) == {
        "first_contact": "D/rules/first_contact",
        "one_time_notice": "D/rules/notice",
        "ab_post": "D/rules/ab_post",
    }
    rule = there(jingshi.rulebook.supplement)
    assert (rule.is_told_once, rule.article) == (True, "D/rules/notice")


def test_d_cases_seals_and_the_wall_are_duties(jingshi: Pack) -> None:
    assert cited(jingshi.rulebook.duties) == {
        "stand_in": "D/rules/ab_post",
        "case_register": "D/register",
        "seal_register": "D/seals",
        "equipment_check": "D/premises",
        "wall_display": "D/wall",
    }


def test_d_sitting_hours(jingshi: Pack) -> None:
    assert there(jingshi.rulebook.hours).article == "D/hours"
    assert spans(jingshi) == {"01-01 to 12-31": ["09:00-12:00", "13:30-17:00"]}
