"""Leave, accountability, complaints, evaluation, duties: what each hall's regulation asks of those who serve."""

from decimal import Decimal

from hall.packs.shape import Pack
from rules.limits import Limit, LimitUnit

CALENDAR = LimitUnit.CALENDAR_DAYS


def test_leave_in_taihu_climbs_four_steps(taihu: Pack) -> None:
    assert [(step.lower, step.upper, step.approver, step.article) for step in taihu.rulebook.leave_steps] == [
        (Decimal(0), Decimal(1), "centre_director", "B/leave/1"),
        (Decimal(1), Decimal(3), "deputy_head", "B/leave/2"),
        (Decimal(3), Decimal(7), "party_secretary", "B/leave/3"),
        (Decimal(7), None, "organisation_department", "B/leave/4"),
    ]


def test_leave_in_zengjia_is_told_to_the_office_and_a_village_agent_is_replaced(zengjia: Pack) -> None:
    staff, agent = zengjia.rulebook.leave_steps
    assert (staff.lower, staff.includes_lower, staff.upper) == (Decimal("0.5"), True, None)
    assert (staff.approver, staff.informs, staff.needs_cover, staff.article) == (
        "centre_director",
        ("party_government_office",),
        False,
        "A9/leave",
    )
    assert (agent.applies_to, agent.approver, agent.needs_cover) == ("village_agent", "village_head", True)
    assert (agent.lower, agent.upper, agent.article) == (Decimal(0), None, "A9/village_agents")


def test_what_else_holds_for_leave_differs(zengjia: Pack, taihu: Pack, jingshi: Pack) -> None:
    here, there = zengjia.rulebook.leave, taihu.rulebook.leave
    assert here is not None
    assert there is not None
    assert here.noted is not None
    assert (here.noted.below_days, here.noted.article) == (Decimal("0.5"), "A9/leave")
    assert there.noted is None
    records = [rule.sick_needs and (rule.sick_needs.code, rule.sick_needs.article) for rule in (here, there)]
    assert records == [("medical_record_card", "A9/leave"), ("hospital_record", "B/leave")]
    breaches = [each.without_procedure for each in (here, there)]
    assert [each and (each.counts_as, each.article) for each in breaches] == [
        ("leave_without_slip", "A6/2.3"),
        ("truancy", "B/leave/truancy"),
    ]
    assert (jingshi.rulebook.leave, jingshi.rulebook.leave_steps) == (None, ())


def test_zengjia_climbs_three_rungs_and_the_third_complaint_reaches_the_last(zengjia: Pack) -> None:
    rungs = zengjia.rulebook.accountability
    assert [(each.rung, each.article, len(each.triggers)) for each in rungs] == [
        (1, "A7/1", 6),
        (2, "A7/2", 5),
        (3, "A7/3", 7),
    ]
    special = {
        each.code: (each.times, each.within_first_urge, each.after_rung, each.applies_to)
        for rung in rungs
        for each in rung.triggers
        if (each.times, each.within_first_urge, each.after_rung, each.applies_to)
        != (None, False, None, "person")
    }
    assert special == {
        "missed_limit_done_on_first_urge": (None, True, None, "person"),
        "head_too_lax": (None, False, None, "head"),
        "unrepentant": (None, False, 1, "person"),
        "attitude_complaints": (3, False, None, "person"),
        "head_shielding": (None, False, None, "head"),
    }
    assert [each.consequences for each in rungs] == [
        ("criticism",),
        ("circulated_criticism", "change_of_post"),
        ("party_or_administrative_sanction",),
    ]
    loss = zengjia.rulebook.compensation
    assert loss is not None
    assert (loss.borne_by, loss.article) == (("window", "head"), "A7/loss")


def test_taihu_warns_and_then_holds_accountable(taihu: Pack) -> None:
    assert [(each.rung, each.article, len(each.triggers)) for each in taihu.rulebook.accountability] == [
        (1, "B/supervision", 1),
        (2, "B/supervision", 1),
    ]


def test_zengjia_answers_complaints_within_3_days_and_written_ones_in_writing(zengjia: Pack) -> None:
    rule = zengjia.rulebook.complaints
    assert rule is not None
    assert (rule.is_confidential, rule.major_in_writing, rule.article) == (True, True, "A8/3")
    assert [
        (each.channels, each.gravity, each.answer, each.within, each.aim_days, each.on_the_spot_first)
        for each in zengjia.rulebook.complaint_replies
    ] == [
        (("oral", "phone"), "ordinary", "oral", Limit(3, CALENDAR, "A8/6"), 0, True),
        (("written",), "ordinary", "written", Limit(3, CALENDAR, "A8/6"), 0, True),
        (("written",), "major", "written", None, None, False),
    ]
    major = zengjia.rulebook.complaint_replies[-1]
    assert (major.reported_to, major.is_reported_at_once) == (
        ("centre_leaders", "upper_discipline_body"),
        True,
    )


def test_zengjia_evaluates_by_8_dimensions_from_three_views(zengjia: Pack) -> None:
    book = zengjia.rulebook
    assert [each.code for each in book.evaluation] == [
        "study",
        "conduct",
        "service_quality",
        "efficiency",
        "integrity",
        "teamwork",
        "innovation",
        "carrying_out_rules",
    ]
    assert [each.code for each in book.evaluation_views] == ["self", "peer", "public"]
    assert {each.weight for each in (*book.evaluation, *book.evaluation_views)} == {None}
    assert {each.article for each in book.evaluation} == {"A5/dimensions"}
    terms = book.evaluation_terms
    assert terms is not None
    assert (terms.full_mark, terms.bottom, terms.bad_influence_is_rectified, terms.article) == (
        100,
        1,
        True,
        "A5/results",
    )


def test_a_window_in_zengjia_never_stands_empty_and_a_post_in_jingshi_has_a_stand_in(
    packs: dict[str, Pack],
) -> None:
    staffed = {
        code: {
            each.code: (each.minimum, each.maximum, each.article)
            for each in pack.rulebook.duties
            if each.minimum
        }
        for code, pack in packs.items()
    }
    assert staffed == {
        "zengjia": {"window_staffed": (1, 2, "A9/staffing")},
        "taihu": {},
        "jingshi": {"stand_in": (1, None, "D/rules/ab_post")},
    }


def test_what_comes_round_comes_round_by_the_week_the_month_or_the_year(packs: dict[str, Pack]) -> None:
    found = {
        each.code: (each.every, each.article)
        for pack in packs.values()
        for each in pack.rulebook.duties
        if each.every
    }
    assert found == {
        "target_agreement": ("year", "A5/agreement"),
        "weekly_duty": ("week", "B/duty"),
        "monthly_meeting": ("month", "B/coordination"),
    }


def test_what_is_set_up_has_its_figures(packs: dict[str, Pack]) -> None:
    found = {
        code: {
            each.code: (each.minimum, each.maximum, each.measure, each.article)
            for each in pack.rulebook.establishment
        }
        for code, pack in packs.items()
    }
    assert found == {
        "zengjia": {
            "windows": (8, 8, "windows", "A9/windows"),
            "centre_duties": (9, 9, "duties", "A9/duties"),
        },
        "taihu": {
            "windows": (6, 6, "windows", "B/windows"),
            "services": (8, 8, "services", "B/windows"),
            "directors": (1, 1, "people", "B/body"),
            "deputy_heads": (1, 1, "people", "B/body"),
        },
        "jingshi": {
            "windows": (7, 7, "windows", "D/windows"),
            "staff": (4, 6, "people", "D/windows"),
            "floor_area": (140, 140, "square_metres", "D/premises"),
        },
    }
    area = packs["jingshi"].rulebook.establishment[-1]
    assert area.is_approximate is True


def test_the_establishment_agrees_with_the_windows_of_the_pack(packs: dict[str, Pack]) -> None:
    for pack in packs.values():
        (windows,) = [each.minimum for each in pack.rulebook.establishment if each.code == "windows"]
        assert len(pack.windows) == windows


def test_zengjia_forbids_four_brush_offs(zengjia: Pack) -> None:
    assert [each.name for each in zengjia.rulebook.brush_offs] == [
        "不知道",
        "不清楚",
        "不归我管",
        "你去问别人",
    ]
    assert {each.article for each in zengjia.rulebook.brush_offs} == {"A1/2"}


def test_problems_in_taihu_climb_from_the_front_desk_to_the_party_committee(taihu: Pack) -> None:
    assert [(each.code, each.to, each.article) for each in taihu.rulebook.escalation] == [
        ("ordinary", "front_desk", "B/coordination"),
        ("difficult", "centre_director", "B/coordination"),
        ("major", "township_party_committee", "B/coordination"),
    ]


def test_taihu_reports_on_the_1st_and_the_5th_of_the_month(taihu: Pack) -> None:
    assert [(each.day, each.to, each.article) for each in taihu.rulebook.reporting] == [
        (1, "general_window", "B/reporting"),
        (5, "county", "B/reporting"),
    ]
