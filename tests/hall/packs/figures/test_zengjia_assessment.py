"""Zengjia, A5 to A7: dimensions and views, every point of the assessment scheme, three rungs; by their articles."""

from support.figures_of_packs import HEAD, PERSON, WINDOW, cited, costs, merit, one, penalty, there, under

from hall.packs.shape import Pack
from rules.limits import Limit, LimitUnit

ALONE = (PERSON,)


def test_a5_evaluates_in_8_dimensions_and_from_three_views(zengjia: Pack) -> None:
    at = "A5/dimensions"
    assert cited(zengjia.rulebook.evaluation) == {
        "study": at, "conduct": at, "service_quality": at, "efficiency": at,
        "integrity": at, "teamwork": at, "innovation": at, "carrying_out_rules": at,
    }  # fmt: skip
    assert [each.name for each in zengjia.rulebook.evaluation] == [
        "组织学习", "作风建设", "服务质量", "工作效率", "廉洁自律", "团结协作", "创新意识", "制度执行落实"
    ]  # fmt: skip
    assert cited(zengjia.rulebook.evaluation_views) == {"self": "A5", "peer": "A5", "public": "A5"}
    # A5 weighs none of them more than the others.
    assert {row.weight for row in zengjia.rulebook.evaluation} == {None}
    assert {row.weight for row in zengjia.rulebook.evaluation_views} == {None}
    assert one(zengjia.rulebook.systems, "evaluation").article == "A5"


def test_a5_asks_for_a_yearly_agreement_and_has_the_lowest_put_right(zengjia: Pack) -> None:
    agreement = one(zengjia.rulebook.duties, "target_agreement")
    assert (agreement.every, agreement.article) == ("year", "A5/agreement")
    terms = there(zengjia.rulebook.evaluation_terms)
    assert (terms.bottom, terms.bad_influence_is_rectified, terms.article) == (1, True, "A5/results")
    assert terms.is_held_accountable is True


def test_a6_counts_20_breaches_and_6_merits_all_in_points(zengjia: Pack) -> None:
    assert (len(zengjia.rulebook.penalties), len(zengjia.rulebook.merits)) == (20, 6)
    assert zengjia.rulebook.unit == "points"
    assert under(zengjia, "A6")[-2:] == ["7", "8"]


def test_a6_2_conduct_and_discipline(zengjia: Pack) -> None:
    assert costs(zengjia, "discourtesy") == (1, "points", "occurrence", 5, ALONE, "A6/2.1")
    assert penalty(zengjia, "discourtesy").grave_when == "造成不良影响"
    for breach in ("late", "left_early", "absent_from_post"):
        assert costs(zengjia, breach) == (2, "points", "occurrence", None, ALONE, "A6/2.2")
    assert costs(zengjia, "truancy") == (5, "points", "half_day", None, ALONE, "A6/2.2")
    assert costs(zengjia, "leave_without_slip") == (1, "points", "occurrence", None, ALONE, "A6/2.3")
    for breach in ("games_at_work", "stock_trading_at_work"):
        assert costs(zengjia, breach) == (6, "points", "occurrence", None, ALONE, "A6/2.4")


def test_a6_3_knowing_the_business_and_attitude(zengjia: Pack) -> None:
    assert costs(zengjia, "not_done_in_time") == (5, "points", "occurrence", None, ALONE, "A6/3.1")
    assert costs(zengjia, "bad_attitude") == (2, "points", "occurrence", 6, ALONE, "A6/3.2")
    assert penalty(zengjia, "bad_attitude").grave_when == "情节严重"


def test_a6_4_handling(zengjia: Pack) -> None:
    assert costs(zengjia, "shirking") == (5, "points", "occurrence", None, ALONE, "A6/4.1")
    assert costs(zengjia, "sent_away") == (10, "points", "occurrence", None, ALONE, "A6/4.2")
    assert costs(zengjia, "incomplete_notice") == (2, "points", "occurrence", None, ALONE, "A6/4.3")
    assert costs(zengjia, "against_rules") == (10, "points", "occurrence", None, ALONE, "A6/4.5")


def test_a6_4_4_within_3_days_and_within_the_week_or_2_points_for_window_and_person_each(
    zengjia: Pack,
) -> None:
    book = zengjia.rulebook
    inform, report = one(book.limits, "inform_party"), one(book.limits, "report_refusal")
    assert len(book.limits) == 2
    # Calendar days: the clock moves their end past a holiday, as 4.4 says.
    assert (inform.limit, inform.article) == (Limit(3, LimitUnit.CALENDAR_DAYS, "A6/4.4"), "A6/4.4")
    assert (report.limit, report.article) == (Limit(7, LimitUnit.CALENDAR_DAYS, "A6/4.4"), "A6/4.4")
    assert report.informs == ("department_head", "centre")
    both = (WINDOW, PERSON)
    assert costs(zengjia, "not_informed_in_time") == (2, "points", "occurrence", None, both, "A6/4.4")
    # Both limits, not one of them: 4.4 says "and".
    assert penalty(zengjia, "not_informed_in_time").limits_missed == ("inform_party", "report_refusal")


def test_a6_5_integrity(zengjia: Pack) -> None:
    for breach in ("corruption", "circulated_criticism", "other_serious_breach"):
        assert costs(zengjia, breach) == (20, "points", "occurrence", None, ALONE, "A6/5.1")
    for breach in ("referred_to_intermediary", "paid_by_intermediary"):
        assert costs(zengjia, breach) == (10, "points", "occurrence", None, ALONE, "A6/5.2")
        assert penalty(zengjia, breach).consequences == ("loses_award_eligibility", "reported_to_department")


def test_a6_6_merits(zengjia: Pack) -> None:
    earned = {
        "warm_service": (None, None, "A6/6.1"),
        "suggestion_adopted": (5, "points", "A6/6.2"),
        "wronged_without_quarrelling": (5, "points", "A6/6.3"),
        "praised_by_party": (5, "points", "A6/6.4"),
        "praised_otherwise": (5, "points", "A6/6.4"),
        "praised_by_inspection": (10, "points", "A6/6.4"),
    }
    for code, figures in earned.items():
        row = merit(zengjia, code)
        assert (row.amount, row.unit, row.article) == figures, code
    assert merit(zengjia, "warm_service").consequences == ("preferred_at_award",)


def test_a6_7_gives_1_to_2_awards_to_windows_and_to_staff(zengjia: Pack) -> None:
    for code, to in (("excellent_window", WINDOW), ("excellent_staff", PERSON)):
        award = one(zengjia.rulebook.awards, code)
        assert (award.minimum, award.maximum, award.applies_to, award.article) == (1, 2, to, "A6/7")


def test_what_follows_besides_points_is_declared_with_its_article(zengjia: Pack) -> None:
    assert cited(zengjia.rulebook.consequences) == {
        "loses_award_eligibility": "A6/5.2",
        "reported_to_department": "A6/5.2",
        "preferred_at_award": "A6/6.1",
        "criticism": "A7/1",
        "circulated_criticism": "A7/2",
        "change_of_post": "A7/2",
        "party_or_administrative_sanction": "A7/3",
        "handed_to_judiciary": "A7/3",
    }


def test_a7_has_three_rungs_with_6_5_and_7_triggers(zengjia: Pack) -> None:
    rungs = zengjia.rulebook.accountability
    assert [(each.rung, each.article, len(each.triggers), each.consequences) for each in rungs] == [
        (1, "A7/1", 6, ("criticism",)),
        (2, "A7/2", 5, ("circulated_criticism", "change_of_post")),
        (3, "A7/3", 7, ("party_or_administrative_sanction",)),
    ]
    assert one(zengjia.rulebook.systems, "accountability").article == "A7"


def test_a7_1_leads_to_criticism(zengjia: Pack) -> None:
    assert [row.code for row in zengjia.rulebook.accountability[0].triggers] == [
        "left_without_saying", "first_contact_rude", "not_done_promptly", "ordinary_error",
        "missed_limit_done_on_first_urge", "head_too_lax",
    ]  # fmt: skip


def test_a7_2_leads_to_circulated_criticism(zengjia: Pack) -> None:
    assert [row.code for row in zengjia.rulebook.accountability[1].triggers] == [
        "truant_delaying_matter", "cannot_do_the_work", "serious_errors", "unrepentant", "cold_to_the_public"
    ]  # fmt: skip


def test_a7_3_leads_to_a_sanction_and_a_crime_to_the_judiciary(zengjia: Pack) -> None:
    rung = zengjia.rulebook.accountability[2]
    assert [row.code for row in rung.triggers] == [
        "documents_withheld", "leaking_secrets", "attitude_complaints", "abuse_of_power",
        "insulting_or_beating", "dereliction", "head_shielding",
    ]  # fmt: skip
    assert (rung.grave_when, rung.grave_consequences) == ("构成犯罪", ("handed_to_judiciary",))
    assert one(zengjia.rulebook.consequences, "handed_to_judiciary").article == "A7/3"


def test_a7_1_a_missed_limit_made_good_within_the_first_urge(zengjia: Pack) -> None:
    first, second, third = zengjia.rulebook.accountability
    within = {row.code: row.within_first_urge for rung in (first, second, third) for row in rung.triggers}
    assert [code for code, is_so in within.items() if is_so] == ["missed_limit_done_on_first_urge"]
    assert (first.article, one(first.triggers, "missed_limit_done_on_first_urge").times) == ("A7/1", None)


def test_a7_2_unrepentant_after_rung_1_and_a7_3_complained_of_3_times_or_more(zengjia: Pack) -> None:
    rungs = zengjia.rulebook.accountability
    after = {(rung.article, row.code): row.after_rung for rung in rungs for row in rung.triggers}
    times = {(rung.article, row.code): row.times for rung in rungs for row in rung.triggers}
    assert {key: n for key, n in after.items() if n} == {("A7/2", "unrepentant"): 1}
    assert {key: n for key, n in times.items() if n} == {("A7/3", "attitude_complaints"): 3}


def test_a7_a_loss_is_borne_by_window_and_head(zengjia: Pack) -> None:
    rule = there(zengjia.rulebook.compensation)
    assert (rule.borne_by, rule.article) == ((WINDOW, HEAD), "A7/loss")
