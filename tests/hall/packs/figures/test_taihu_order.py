"""Taihu, B, the order of the house: leave, duty, meetings, monthly figures, fines, supervision; by article."""

from decimal import Decimal

from support.figures_of_packs import PERSON, cited, costs, one, penalty, there, under

from hall.packs.shape import Pack

ALONE = (PERSON,)


def test_leave_climbs_at_1_3_and_7_days(taihu: Pack) -> None:
    steps = taihu.rulebook.leave_steps
    assert [(step.lower, step.upper, step.approver, step.article) for step in steps] == [
        (Decimal(0), Decimal(1), "centre_director", "B/leave/1"),
        (Decimal(1), Decimal(3), "deputy_head", "B/leave/2"),
        (Decimal(3), Decimal(7), "party_secretary", "B/leave/3"),
        (Decimal(7), None, "organisation_department", "B/leave/4"),
    ]
    assert {step.includes_lower for step in steps} == {False}
    assert under(taihu, "B/leave") == ["1", "2", "3", "4", "truancy"]
    # A week is seven days of any kind (B/leave/3), not seven working days.
    assert there(taihu.rulebook.leave).unit == "calendar_days"


def test_leave_without_the_procedure_is_truancy_and_sick_leave_needs_a_record(taihu: Pack) -> None:
    terms = there(taihu.rulebook.leave)
    sick, without = there(terms.sick_needs), there(terms.without_procedure)
    assert (without.counts_as, without.article) == ("truancy", "B/leave/truancy")
    assert (sick.code, sick.article) == ("hospital_record", "B/leave")
    assert terms.noted is None


def test_duty_comes_round_weekly_and_the_meeting_monthly(taihu: Pack) -> None:
    every = {row.code: (row.every, row.article) for row in taihu.rulebook.duties if row.every}
    assert every == {"weekly_duty": ("week", "B/duty"), "monthly_meeting": ("month", "B/coordination")}
    assert {(row.minimum, row.maximum) for row in taihu.rulebook.duties} == {(None, None)}


def test_what_is_a_duty_stands_by_its_article(taihu: Pack) -> None:
    assert cited(taihu.rulebook.duties) == {
        "weekly_duty": "B/duty",
        "duty_log": "B/duty",
        "cleaning_rota": "B/cleaning",
        "signing_in": "B/attendance",
        "going_out_noted": "B/attendance",
        "replacement_consent": "B/staff",
        "monthly_meeting": "B/coordination",
    }


def test_problems_are_settled_in_three_steps(taihu: Pack) -> None:
    assert [(row.code, row.to, row.article) for row in taihu.rulebook.escalation] == [
        ("ordinary", "front_desk", "B/coordination"),
        ("difficult", "centre_director", "B/coordination"),
        ("major", "township_party_committee", "B/coordination"),
    ]


def test_windows_report_on_the_1st_and_the_hall_on_the_5th(taihu: Pack) -> None:
    assert [(row.code, row.day, row.to, row.article) for row in taihu.rulebook.reporting] == [
        ("window_statistics", 1, "general_window", "B/reporting"),
        ("hall_statistics", 5, "county", "B/reporting"),
    ]


def test_all_9_fines_are_in_yuan_and_there_is_no_bonus(taihu: Pack) -> None:
    assert (len(taihu.rulebook.penalties), taihu.rulebook.unit) == (9, "yuan")
    assert taihu.rulebook.merits == ()


def test_article_18_attendance_and_cleaning(taihu: Pack) -> None:
    for breach in ("not_signed_in", "late", "left_early", "cleaning_criticised"):
        assert costs(taihu, breach) == (10, "yuan", "occurrence", None, ALONE, "B/18"), breach
    assert costs(taihu, "truancy") == (20, "yuan", "day", None, ALONE, "B/18")
    assert penalty(taihu, "truancy").part_day == "dropped"


def test_article_19_games_and_chatting(taihu: Pack) -> None:
    for breach in ("games_at_work", "chatting_at_work"):
        assert costs(taihu, breach) == (20, "yuan", "occurrence", 50, ALONE, "B/19"), breach
        assert penalty(taihu, breach).grave_when == "情节严重，被单位或媒体通报", breach


def test_article_20_gifts_and_what_follows_when_grave(taihu: Pack) -> None:
    assert costs(taihu, "corruption") == (50, "yuan", "occurrence", 100, ALONE, "B/20")
    assert penalty(taihu, "corruption").grave_when == "情节严重，受到单位处理"
    assert penalty(taihu, "corruption").grave_consequences == ("administrative_sanction",)
    assert cited(taihu.rulebook.consequences) == {"administrative_sanction": "B/20"}


def test_article_21_against_policy(taihu: Pack) -> None:
    assert costs(taihu, "against_rules") == (20, "yuan", "occurrence", 50, ALONE, "B/21")
    assert penalty(taihu, "against_rules").grave_when == "造成工作失误并被上级通报"


def test_supervision_knows_two_rungs(taihu: Pack) -> None:
    assert [(row.rung, row.article, len(row.triggers)) for row in taihu.rulebook.accountability] == [
        (1, "B/supervision", 1),
        (2, "B/supervision", 1),
    ]
    first, second = taihu.rulebook.accountability
    assert one(first.triggers, "duty_not_performed").times is None
    assert one(second.triggers, "duty_not_performed_seriously").times is None


def test_there_is_a_complaint_box_and_a_complaint_phone(taihu: Pack) -> None:
    assert (taihu.hall.complaint_box, taihu.hall.complaint_phone) == ("大厅咨询台旁", "0000-1234602")
    assert there(taihu.rulebook.article("B/supervision")).summary.startswith("设意见箱、投诉电话和评议卡")


def test_b_is_told_in_19_parts(taihu: Pack) -> None:
    assert under(taihu, "B") == [
        "body", "windows", "hours", "disclosures", "kinds", "systems", "staff", "attendance", "leave", "duty",
        "cleaning", "coordination", "reporting", "11", "18", "19", "20", "21", "supervision",
    ]  # fmt: skip
