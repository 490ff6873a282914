"""A regulation read from a pack: every table typed, and what it may leave out."""

import json
from datetime import date, time
from decimal import Decimal

import pytest

from rules.classification import CaseFacts, Route, Term, kind_of
from rules.clock import Limit, LimitUnit
from rules.errors import RuleError
from rules.rulebook import Rulebook
from rules.tables.penalties import Liable, PartDay, PenaltyUnit, Per


@pytest.fixture(scope="module")
def book(full):
    return Rulebook.parse(full)


def test_every_table_is_read_into_its_type(book):
    assert (book.number, book.title, book.effective_on) == (
        "2012-1",
        "便民服务中心管理办法",
        date(2012, 3, 1),
    )
    assert [article.path for article in book.articles] == ["1", "1/2"]
    assert book.article("1/2").number == "第一条第2项"
    assert (book.article("1/2").parent, book.article("1").parent) == ("1", None)
    assert book.article("9") is None
    assert book.hours.closing_at(date(2026, 5, 1)) == time(18)
    assert book.hours.article == "1"
    assert kind_of(CaseFacts(Term.COMMITMENT, Route.FORWARDED), book.kinds).code == "forwarded"
    assert kind_of(CaseFacts(Term.COMMITMENT, Route.AGENCY), book.kinds).code == "forwarded"
    assert kind_of(CaseFacts(Term.COMMITMENT, Route.OWN), book.kinds) is None
    assert kind_of(CaseFacts(Term.COMMITMENT, Route.FORWARDED, False, True), book.kinds) is None
    assert [item.code for item in book.disclosures] == ["procedure"]
    assert (book.extension.max_days, book.extension.unit) == (10, LimitUnit.WORKING_DAYS)
    assert (book.extension.needs_notice, book.extension.article) == (True, "1/2")
    assert book.supplement.within == Limit(5, LimitUnit.WORKING_DAYS, "1")
    assert book.supplement.notice_within == Limit(4, LimitUnit.CALENDAR_DAYS, "1")
    assert (book.supplement.is_told_once, book.supplement.is_deemed_accepted) == (True, True)
    assert book.agency.inside == Limit(7, LimitUnit.WORKING_DAYS, "1")
    assert book.agency.upward == Limit(8, LimitUnit.CALENDAR_DAYS, "1")
    assert (book.agency.is_in_principle, book.agency.is_free) == (True, True)
    assert (book.joint.minimum, book.joint.counts) == (3, ("window", "department"))
    assert book.joint.lead == "lead_window"
    (duty,) = book.duties
    assert (duty.code, duty.minimum, duty.maximum, duty.every) == ("window_minimum_staff", 1, 2, "week")
    assert [system.name for system in book.systems] == ["首问负责制"]
    (report,) = book.reporting
    assert (report.day, report.to, report.name, report.english) == (1, "general_window", "", "")
    assert (book.complaints.major_in_writing, book.complaints.is_confidential) == (True, False)
    ordinary, major = book.complaint_replies
    assert (ordinary.within, ordinary.aim_days) == (Limit(3, LimitUnit.CALENDAR_DAYS, "1/2"), 0)
    assert (ordinary.on_the_spot_first, ordinary.is_reported_at_once) == (True, False)
    assert (major.answer, major.reported_to, major.is_reported_at_once) == (
        "written",
        ("centre_leaders",),
        True,
    )
    assert [dimension.weight for dimension in book.evaluation] == [40, 60]
    assert [(award.minimum, award.maximum) for award in book.awards] == [(1, 2)]


def test_a_field_may_rest_on_another_article_than_its_table(book):
    ordinary, major = book.complaint_replies
    assert (book.extension.article, book.extension.notice_article) == ("1/2", "1")
    assert (book.supplement.article, book.supplement.then_article) == ("1", "1/2")
    assert (book.agency.article, book.agency.free_article) == ("1", "1/2")
    assert (book.complaints.article, book.complaints.in_writing_article) == ("1", "1/2")
    assert (ordinary.article, ordinary.when_article, ordinary.answer_article) == ("1", "1/2", "1/2")
    assert (major.article, major.when_article, major.answer_article) == ("1", "1", "1")  # none of their own


def test_penalties_and_merits_keep_their_figures(book):
    late, truancy, away = book.penalties
    assert (late.kind, truancy.kind) == ("instant", None)
    assert (late.limits_missed, truancy.limits_missed) == (("same_day", "inform_party"), ())
    assert (truancy.part_day, away.part_day) == (PartDay.DROPPED, PartDay.COUNTED)
    assert (late.amount, late.per, late.applies_to) == (2, Per.OCCURRENCE, (Liable.PERSON,))
    assert (truancy.amount, truancy.per, truancy.grave_amount) == (5, Per.HALF_DAY, 6)
    assert truancy.applies_to == (Liable.WINDOW, Liable.PERSON)
    assert truancy.consequences == ("loses_award_eligibility",)
    assert truancy.grave_consequences == ("administrative_sanction",)
    assert [merit.applies_to for merit in book.merits] == [(Liable.PERSON,)] * 2
    assert [(merit.amount, merit.consequences) for merit in book.merits] == [
        (5, ()),
        (None, ("preferred_at_award",)),
    ]
    assert book.unit is PenaltyUnit.POINTS


def test_leave_steps_of_different_people_are_different_routes(book):
    steps = book.leave_steps
    assert [(step.lower, step.includes_lower, step.upper, step.applies_to) for step in steps] == [
        (Decimal("0.5"), True, Decimal(1), "staff"),
        (Decimal(1), False, None, "staff"),
        (Decimal(0), False, None, "village_agent"),
    ]
    assert (steps[1].informs, steps[2].needs_cover) == (("office",), True)
    assert [step.name for step in steps] == ["", "", ""]


def test_a_regulation_may_be_titles_only():
    titles = [{"path": str(at), "title": title} for at, title in enumerate(("入院制度", "出院制度"), 1)]
    book = Rulebook.parse(
        {"number": "F", "title": "制度目录", "effective_on": "2020-01-01", "articles": titles}
    )
    assert [article.title for article in book.articles] == ["入院制度", "出院制度"]
    assert (book.hours, book.kinds, book.penalties, book.unit, book.extension) == (None, (), (), None, None)


def test_a_hall_that_only_rewards_has_the_unit_of_its_merits():
    rewarded = {"code": "thanks", "occurrence": "受表扬", "english": "thanked", "article": "1"}
    book = Rulebook.parse(
        {
            "number": "G",
            "title": "奖励办法",
            "effective_on": "2020-01-01",
            "articles": [{"path": "1", "title": "奖励"}],
            "consequences": [{"code": "first", "name": "优先", "english": "goes first", "article": "1"}],
            "merits": [
                {**rewarded, "consequences": ["first"]},
                {**rewarded, "code": "prize", "unit": "yuan", "amount": 5},
            ],
        }
    )
    assert book.unit is PenaltyUnit.YUAN


QUICK = {
    "code": "quick",
    "name": "快",
    "english": "quick",
    "amount": 1,
    "unit": "working_minutes",
    "article": "1",
}


@pytest.mark.parametrize(
    "path, value, read, expected",
    [
        # Left out.
        (["articles", 1, "summary"], ..., lambda book: book.articles[1].summary, ""),
        (["articles", 1, "number"], ..., lambda book: book.articles[1].number, ""),
        (["kinds", 1, "when"], ..., lambda book: dict(book.kinds[1].when), {}),
        (["complaints"], ..., lambda book: book.complaints, None),
        (["penalties", 1, "applies_to"], ..., lambda book: book.penalties[1].applies_to, (Liable.PERSON,)),
        # Said.
        (["merits", 0, "applies_to"], ["window"], lambda book: book.merits[0].applies_to, (Liable.WINDOW,)),
        (["reporting", 0, "name"], "月报", lambda book: book.reporting[0].name, "月报"),
        (["reporting", 0, "english"], "monthly", lambda book: book.reporting[0].english, "monthly"),
        # As little or as much as there may be.
        (["duties", 0, "maximum"], 1, lambda book: book.duties[0].maximum, 1),
        (["awards", 0, "minimum"], 2, lambda book: book.awards[0].minimum, 2),
        (["limits", 2], QUICK, lambda book: book.limits[2].limit, Limit(1, LimitUnit.WORKING_MINUTES, "1")),
        (
            ["complaint_replies", 1, "within_days"],
            0,
            lambda book: book.complaint_replies[1].within,
            Limit(0, LimitUnit.CALENDAR_DAYS, "1"),
        ),
        (
            ["complaint_replies", 0, "unit"],
            "working_days",
            lambda book: book.complaint_replies[0].within,
            Limit(3, LimitUnit.WORKING_DAYS, "1/2"),
        ),
    ],
)
def test_what_a_regulation_may_leave_out_or_say(changed, path, value, read, expected):
    assert read(Rulebook.parse(changed(path, value))) == expected


def test_a_hall_may_take_major_complaints_by_word_of_mouth(changed):
    data = changed(["complaints", "major_in_writing"], False)
    data["complaint_replies"][1]["channels"] = ["written", "phone"]
    assert Rulebook.parse(data).complaint_replies[1].channels == ("written", "phone")


def test_json_says_the_same_as_toml(full, book):
    assert Rulebook.parse(json.loads(json.dumps(full, default=str))) == book


@pytest.mark.parametrize("days", [0, 11])
def test_an_extension_beyond_the_bound_is_refused(book, days):
    extension = book.extension
    extension.check(10)
    with pytest.raises(RuleError) as refused:
        extension.check(days)
    assert (refused.value.code, refused.value.field) == ("extension_too_long", "days")
    assert str(refused.value) == f"An extension is from 1 to 10 days; {days} were asked for."


def test_a_limit_has_a_name_a_kind_and_those_who_must_hear_of_it(book):
    same_day, inform = book.limits
    assert (same_day.limit, same_day.kind) == (Limit(0, LimitUnit.WORKING_DAYS, "1"), "instant")
    assert (same_day.term, inform.term) == (None, Term.COMMITMENT)
    assert (inform.limit, inform.informs) == (Limit(3, LimitUnit.CALENDAR_DAYS, "1/2"), ("centre",))
    assert (book.limit("inform_party"), book.limit("none")) == (inform, None)


def test_what_follows_a_supplement_an_agency_case_and_a_joint_one_is_kept(book):
    assert (book.supplement.then_kinds, book.supplement.is_refused_in_writing) == (
        ("instant", "forwarded"),
        True,
    )
    assert (book.agency.kind, [step.code for step in book.agency.steps]) == (
        "forwarded",
        ["handover_sheet", "filed_upward"],
    )
    assert (book.joint.kind, [each.code for each in book.joint.disclosures]) == ("instant", ["results"])


def test_the_rungs_keep_their_triggers_and_conditions(book):
    first, second = book.accountability
    assert [(each.code, each.within_first_urge) for each in first.triggers] == [
        ("rude", False),
        ("late_but_done", True),
    ]
    complaints, unrepentant = second.triggers
    assert (complaints.times, complaints.after_rung, complaints.applies_to) == (3, None, Liable.PERSON)
    assert (unrepentant.times, unrepentant.after_rung, unrepentant.applies_to) == (None, 1, Liable.HEAD)
    assert second.consequences == ("administrative_sanction",)
    assert (second.grave_when, second.grave_consequences) == ("构成犯罪", ("loses_award_eligibility",))
    assert book.compensation.borne_by == (Liable.WINDOW, Liable.HEAD)


def test_the_terms_of_leave_are_kept(book):
    terms = book.leave
    assert terms.unit is LimitUnit.CALENDAR_DAYS
    assert (terms.noted.below_days, terms.noted.article) == (Decimal("0.5"), "1")
    assert (terms.sick_needs.code, terms.without_procedure.counts_as) == ("record", "truancy")


def test_quantities_and_escalations_are_kept(book):
    staff, area = book.establishment
    assert (staff.minimum, staff.maximum, staff.measure, staff.is_approximate) == (4, 6, "people", False)
    assert (area.minimum, area.maximum, area.measure, area.is_approximate) == (
        140,
        140,
        "square_metres",
        True,
    )
    assert [(each.code, each.to) for each in book.escalation] == [("major", "party_committee")]
    assert (book.office("party_committee").name, book.office("nobody")) == ("乡党委", None)
    assert [each.code for each in book.brush_offs] == ["not_mine"]


def test_watching_over_cases_has_thresholds_of_the_halls_own(book):
    assert book.supervision.due_soon == Limit(3, LimitUnit.CALENDAR_DAYS, "1/2")
    assert book.supervision.urge_within == Limit(90, LimitUnit.WORKING_MINUTES, "1/2")
    assert [(each.code, each.article) for each in book.return_reasons] == [("forbidden", "1/2")]
    assert book.extension.approved_by == "director"


def test_a_hall_whose_rules_are_silent_watches_as_is_usual(full):
    silent = Rulebook.parse({key: value for key, value in full.items() if key != "supervision"}).supervision

    assert silent.due_soon == silent.urge_within == Limit(2, LimitUnit.WORKING_DAYS)


@pytest.mark.parametrize(
    "table, field",
    [
        ({"due_soon": 3, "article": "1"}, "supervision.due_soon_unit"),
        ({"urge_within_unit": "working_days", "article": "1"}, "supervision.urge_within"),
        ({"due_soon": 0, "due_soon_unit": "working_days", "article": "1"}, "supervision.due_soon"),
        ({"due_soon": 3, "due_soon_unit": "weeks", "article": "1"}, "supervision.due_soon_unit"),
        ({"due_soon": 3, "due_soon_unit": "working_days"}, "supervision.article"),
        ({"due_soon": 1_001, "due_soon_unit": "working_days", "article": "1"}, "supervision.due_soon"),
    ],
)
def test_half_a_threshold_is_refused(full, table, field):
    with pytest.raises(RuleError) as refused:
        Rulebook.parse({**full, "supervision": table})

    assert (refused.value.code, refused.value.field) == ("bad_rulebook", field)


def test_the_evaluation_keeps_views_weights_and_terms(book):
    assert [(each.code, each.weight) for each in book.evaluation_views] == [("self", 30), ("public", 70)]
    terms = book.evaluation_terms
    assert (terms.full_mark, terms.bottom, terms.bad_influence_is_rectified) == (10, 1, True)
    assert terms.is_held_accountable is True
    assert [each.effect for each in book.consequences] == [
        "loses_award_eligibility",
        "preferred_at_award",
        None,
    ]


def test_every_table_of_the_rule_book_is_filled_in_this_test(book):
    assert [name for name, value in vars(book).items() if not value] == []
