"""Zengjia, A8 and A9: replies to complaints, windows, hours, leave, staffing, and how many of what; by article."""

from decimal import Decimal

from support.figures_of_packs import cited, one, spans, there, under

from hall.packs.shape import Pack
from rules.limits import Limit, LimitUnit

THREE_DAYS = 3, LimitUnit.CALENDAR_DAYS


def test_a8_complaints_have_7_clauses(zengjia: Pack) -> None:
    assert under(zengjia, "A8") == ["1", "2", "3", "4", "5", "6", "7"]


def test_a8_complaints_are_confidential_and_major_ones_in_writing(zengjia: Pack) -> None:
    rule = there(zengjia.rulebook.complaints)
    assert (rule.is_confidential, rule.article) == (True, "A8/3")
    assert (rule.major_in_writing, rule.in_writing_article) == (True, "A8/2")


def test_a8_6_ordinary_complaints_on_the_spot_else_the_same_day_or_within_3_days(zengjia: Pack) -> None:
    spoken, written, _ = zengjia.rulebook.complaint_replies
    assert (spoken.channels, spoken.gravity, spoken.answer) == (("oral", "phone"), "ordinary", "oral")
    assert (spoken.on_the_spot_first, spoken.aim_days) == (True, 0)
    assert (spoken.within, spoken.when_article) == (Limit(*THREE_DAYS, "A8/6"), "A8/6")
    assert (written.channels, written.gravity, written.answer) == (("written",), "ordinary", "written")
    assert (written.on_the_spot_first, written.aim_days) == (True, 0)
    assert (written.within, written.when_article) == (Limit(*THREE_DAYS, "A8/6"), "A8/6")


def test_a8_7_oral_complaints_are_answered_orally_and_written_ones_in_writing(zengjia: Pack) -> None:
    said = [
        (each.channels[0], each.answer, each.answer_article) for each in zengjia.rulebook.complaint_replies
    ]
    assert said == [
        ("oral", "oral", "A8/7"),
        ("written", "written", "A8/7"),
        ("written", "written", "A8/7"),
    ]


def test_a8_7_major_complaints_are_told_at_once_to_leaders_and_the_upper_discipline_body(
    zengjia: Pack,
) -> None:
    *_, major = zengjia.rulebook.complaint_replies
    assert (major.channels, major.gravity, major.answer, major.article) == (
        ("written",), "major", "written", "A8/7"
    )  # fmt: skip
    assert (major.reported_to, major.is_reported_at_once) == (
        ("centre_leaders", "upper_discipline_body"),
        True,
    )
    assert (major.within, major.aim_days) == (None, None)


def test_a9_administration_has_14_articles(zengjia: Pack) -> None:
    assert under(zengjia, "A9") == [
        "disclosures", "kinds", "systems", "body", "leaders", "office", "duties", "windows", "hours",
        "attendance", "leave", "village_agents", "staffing", "box",
    ]  # fmt: skip


def test_a9_five_disclosures_and_none_of_them_is_the_fee(zengjia: Pack) -> None:
    at = "A9/disclosures"
    assert cited(zengjia.rulebook.disclosures) == {
        "content": at, "procedure": at, "legal_basis": at, "materials": at, "promised_limit": at
    }  # fmt: skip
    assert [each.name for each in zengjia.rulebook.disclosures] == [
        "审批内容", "办理程序", "政策依据", "申报材料", "承诺时限"
    ]  # fmt: skip


def test_a9_two_kinds(zengjia: Pack) -> None:
    assert cited(zengjia.rulebook.kinds) == {"forwarded": "A9/kinds", "instant": "A9/kinds"}
    assert [each.name for each in zengjia.rulebook.kinds] == ["上报件", "即办件"]


def test_a9_six_systems(zengjia: Pack) -> None:
    assert cited(zengjia.rulebook.systems) == {
        "first_contact": "A1",
        "time_limit": "A2",
        "parallel_approval": "A4",
        "agency": "A3",
        "evaluation": "A5",
        "accountability": "A7",
    }
    assert [each.name for each in zengjia.rulebook.systems] == [
        "首问负责制", "限时办结制", "并联审批制", "全程代办制", "效能评估制", "责任追究制"
    ]  # fmt: skip


def test_a9_the_office_sits_in_the_discipline_inspection_body(zengjia: Pack) -> None:
    assert zengjia.hall.office == "镇纪委"
    assert there(zengjia.rulebook.article("A9/office")).summary == "中心办公室设在镇纪委。"


def test_a9_8_windows_and_9_duties(zengjia: Pack) -> None:
    windows, duties = zengjia.rulebook.establishment
    assert (windows.code, windows.minimum, windows.maximum) == ("windows", 8, 8)
    assert (windows.measure, windows.article) == ("windows", "A9/windows")
    assert (duties.code, duties.minimum, duties.maximum) == ("centre_duties", 9, 9)
    assert (duties.measure, duties.article) == ("duties", "A9/duties")
    assert [window.name.removesuffix("窗口") for window in zengjia.windows] == [
        "民政", "城建", "文化", "劳动", "新农合", "土地", "水利", "农技畜牧"
    ]  # fmt: skip


def test_a9_what_is_a_duty_stands_by_its_article(zengjia: Pack) -> None:
    assert cited(zengjia.rulebook.duties) == {
        "window_staffed": "A9/staffing",
        "handover": "A9/staffing",
        "attendance": "A9/attendance",
        "going_out_noted": "A9/leave",
        "ledger": "A2/5",
        "target_agreement": "A5/agreement",
        "market_information": "A9/duties",
        "investment_agency": "A9/duties",
        "complaints": "A9/duties",
        "rule_making": "A9/duties",
    }


def test_a9_hours_are_longer_by_half_an_hour_from_1_may_to_30_september(zengjia: Pack) -> None:
    assert there(zengjia.rulebook.hours).article == "A9/hours"
    assert spans(zengjia) == {
        "10-01 to 04-30": ["08:00-12:00", "14:30-17:30"],
        "05-01 to 09-30": ["08:00-12:00", "14:30-18:00"],
    }


def test_a9_leave_of_half_a_day_or_more_is_for_the_head_and_the_office_is_told(zengjia: Pack) -> None:
    staff, _ = zengjia.rulebook.leave_steps
    assert (staff.lower, staff.includes_lower, staff.upper) == (Decimal("0.5"), True, None)
    assert (staff.approver, staff.informs, staff.article) == (
        "centre_director",
        ("party_government_office",),
        "A9/leave",
    )
    noted = there(there(zengjia.rulebook.leave).noted)
    assert (noted.below_days, noted.article) == (Decimal("0.5"), "A9/leave")


def test_a9_village_agents_ask_the_village_head_for_any_leave_and_the_post_is_filled(zengjia: Pack) -> None:
    _, agent = zengjia.rulebook.leave_steps
    assert (agent.lower, agent.includes_lower, agent.upper) == (Decimal(0), False, None)
    assert (agent.applies_to, agent.approver, agent.needs_cover, agent.article) == (
        "village_agent", "village_head", True, "A9/village_agents"
    )  # fmt: skip


def test_a9_sick_leave_needs_the_record_card_and_no_slip_is_the_breach_of_a6_2_3(zengjia: Pack) -> None:
    terms = there(zengjia.rulebook.leave)
    sick, without = there(terms.sick_needs), there(terms.without_procedure)
    assert (sick.code, sick.article) == ("medical_record_card", "A9/leave")
    assert (without.counts_as, without.article) == ("leave_without_slip", "A6/2.3")


def test_a9_1_to_2_staff_are_on_duty_at_a_window(zengjia: Pack) -> None:
    staffed = one(zengjia.rulebook.duties, "window_staffed")
    assert (staffed.minimum, staffed.maximum, staffed.article) == (1, 2, "A9/staffing")
    others = {each.minimum for each in zengjia.rulebook.duties if each is not staffed}
    assert others == {None}


def test_a9_there_is_a_complaint_box_and_a_complaint_phone(zengjia: Pack) -> None:
    assert (zengjia.hall.complaint_box, zengjia.hall.complaint_phone) == ("大厅入口右侧", "0000-1234502")
    assert there(zengjia.rulebook.article("A9/box")).title == "投诉渠道"
