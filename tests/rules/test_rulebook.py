"""A regulation read from a pack: every table typed, and every mistake refused by table, row and field."""

import copy
import json
import tomllib
from datetime import date, time
from decimal import Decimal

import pytest

from rules.classification import CaseFacts, Route, Term, kind_of
from rules.clock import Limit, LimitUnit
from rules.errors import RuleError
from rules.penalties import Liable, PenaltyUnit, Per
from rules.rulebook import Rulebook

FULL = tomllib.loads("""
number = "2012-1"
title = "便民服务中心管理办法"
effective_on = 2012-03-01
[[articles]]
path = "1"
title = "总则"
[[articles]]
path = "1/2"
number = "第一条第2项"
title = "考勤"
summary = "Who is late or absent."
[hours]
article = "1"
[[hours.seasons]]
from = "10-01"
to = "04-30"
spans = [["08:00", "12:00"], ["14:30", "17:30"]]
[[hours.seasons]]
from = "05-01"
to = "09-30"
spans = [["08:00", "12:00"], ["14:30", "18:00"]]
[[kinds]]
code = "instant"
name = "即办件"
english = "instant case"
article = "1"
when = { term = "instant" }
[[kinds]]
code = "forwarded"
name = "上报件"
english = "forwarded case"
article = "1"
when = { route = "forwarded", was_returned = false }
[[disclosures]]
code = "procedure"
name = "办事程序"
english = "procedure"
article = "1"
[extension]
max_days = 10
unit = "working_days"
notice = true
article = "1/2"
[supplement]
one_notice = true
deemed_accepted = true
within_days = 5
unit = "working_days"
article = "1"
[agency]
inside_days = 7
inside_unit = "working_days"
upward_days = 8
upward_unit = "calendar_days"
in_principle = true
free = true
article = "1"
[joint]
min_departments = 3
lead = "lead_window"
article = "1"
[[penalties]]
code = "late"
occurrence = "迟到"
english = "late"
unit = "points"
amount = 2
article = "1/2"
[[penalties]]
code = "truancy"
occurrence = "旷工"
english = "truancy"
unit = "points"
amount = 5
per = "half_day"
grave_amount = 6
grave_when = "造成不良影响"
applies_to = ["window", "person"]
consequences = ["loses_award_eligibility"]
grave_consequences = ["administrative_sanction"]
article = "1/2"
[[merits]]
code = "suggestion"
occurrence = "建议被采纳"
english = "suggestion adopted"
unit = "points"
amount = 5
article = "1/2"
[[merits]]
code = "warm_service"
occurrence = "热情服务典型"
english = "typical case of warm service"
consequences = ["award_preference"]
article = "1/2"
[[accountability]]
rung = 1
name = "批评教育"
english = "criticism and education"
article = "1"
triggers = [{ code = "rude", text = "态度粗暴", english = "rude" }]
[[accountability]]
rung = 2
name = "通报批评"
english = "circulated criticism"
article = "1"
triggers = [{ code = "complaints", text = "三次以上投诉", english = "3 complaints", times = 3 }]
[[leave_steps]]
over_days = 0
up_to_days = 0.5
approver = "centre_director"
english = "centre director"
article = "1"
[[leave_steps]]
over_days = 0.5
approver = "party_secretary"
english = "party secretary"
article = "1"
informs = ["office"]
[[leave_steps]]
over_days = 0
approver = "village_head"
english = "village head"
article = "1"
applies_to = "village_agent"
needs_cover = true
[[duties]]
code = "window_minimum_staff"
name = "窗口在岗"
english = "staff on duty"
minimum = 1
article = "1"
[[systems]]
code = "first_contact"
name = "首问负责制"
english = "first-contact responsibility"
article = "1"
[[reporting]]
code = "monthly_statistics"
day = 1
to = "general_window"
article = "1"
[complaints]
ordinary_days = 3
on_the_spot_first = true
written_answer_to_written = true
article = "1"
[[evaluation]]
code = "study"
name = "组织学习"
english = "study"
weight = 40
article = "1"
[[evaluation]]
code = "conduct"
name = "作风建设"
english = "conduct"
weight = 60
article = "1"
[[awards]]
code = "excellent_window"
name = "优秀窗口"
english = "excellent window"
minimum = 1
maximum = 2
article = "1"
""")


def with_change(path, value):
    """The full rule book with one value put (or, for ..., removed) at `path`."""
    data = copy.deepcopy(FULL)
    *into, last = path
    place = data
    for key in into:
        place = place[key]
    if value is ...:
        del place[last]
    else:
        place[last] = value
    return data


def test_every_table_is_read_into_its_type():
    book = Rulebook.parse(FULL)
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
    assert kind_of(CaseFacts(Term.COMMITMENT, Route.FORWARDED, False, True), book.kinds) is None
    assert [item.code for item in book.disclosures] == ["procedure"]
    assert (book.extension.max_days, book.extension.unit) == (10, LimitUnit.WORKING_DAYS)
    assert (book.extension.needs_notice, book.extension.article) == (True, "1/2")
    assert book.supplement.within == Limit(5, LimitUnit.WORKING_DAYS, "1")
    assert (book.supplement.is_told_once, book.supplement.is_deemed_accepted) == (True, True)
    assert book.agency.inside == Limit(7, LimitUnit.WORKING_DAYS, "1")
    assert book.agency.upward == Limit(8, LimitUnit.CALENDAR_DAYS, "1")
    assert (book.agency.is_in_principle, book.agency.is_free) == (True, True)
    assert (book.joint.min_departments, book.joint.lead) == (3, "lead_window")
    assert [(duty.code, duty.minimum) for duty in book.duties] == [("window_minimum_staff", 1)]
    assert [system.name for system in book.systems] == ["首问负责制"]
    assert [(report.day, report.to) for report in book.reporting] == [(1, "general_window")]
    assert book.complaints.ordinary == Limit(3, LimitUnit.CALENDAR_DAYS)
    assert (book.complaints.on_the_spot_first, book.complaints.is_confidential) == (True, False)
    assert [dimension.weight for dimension in book.evaluation] == [40, 60]
    assert [(award.minimum, award.maximum) for award in book.awards] == [(1, 2)]


def test_penalties_and_merits_keep_their_figures():
    book = Rulebook.parse(FULL)
    late, truancy = book.penalties
    assert (late.amount, late.per, late.applies_to) == (2, Per.OCCURRENCE, (Liable.PERSON,))
    assert (truancy.amount, truancy.per, truancy.grave_amount) == (5, Per.HALF_DAY, 6)
    assert truancy.applies_to == (Liable.WINDOW, Liable.PERSON)
    assert truancy.consequences == ("loses_award_eligibility",)
    assert truancy.grave_consequences == ("administrative_sanction",)
    assert [(merit.amount, merit.consequences) for merit in book.merits] == [
        (5, ()),
        (None, ("award_preference",)),
    ]
    assert book.unit is PenaltyUnit.POINTS
    assert [(rung.rung, rung.triggers[0].times) for rung in book.accountability] == [(1, None), (2, 3)]


def test_leave_steps_of_different_people_are_different_routes():
    steps = Rulebook.parse(FULL).leave_steps
    assert [(step.over_days, step.up_to_days, step.applies_to) for step in steps] == [
        (Decimal("0"), Decimal("0.5"), "staff"),
        (Decimal("0.5"), None, "staff"),
        (Decimal("0"), None, "village_agent"),
    ]
    assert (steps[1].informs, steps[2].needs_cover) == (("office",), True)


def test_a_regulation_may_be_titles_only():
    titles = [{"path": str(at), "title": title} for at, title in enumerate(("入院制度", "出院制度"), 1)]
    book = Rulebook.parse(
        {"number": "F", "title": "制度目录", "effective_on": "2020-01-01", "articles": titles}
    )
    assert [article.title for article in book.articles] == ["入院制度", "出院制度"]
    assert (book.hours, book.kinds, book.penalties, book.unit, book.extension) == (None, (), (), None, None)


def test_json_says_the_same_as_toml():
    assert Rulebook.parse(json.loads(json.dumps(FULL, default=str))) == Rulebook.parse(FULL)


@pytest.mark.parametrize("days", [0, 11])
def test_an_extension_beyond_the_bound_is_refused(days):
    extension = Rulebook.parse(FULL).extension
    extension.check(10)
    with pytest.raises(RuleError) as refused:
        extension.check(days)
    assert (refused.value.code, refused.value.field) == ("extension_too_long", "days")
    assert str(refused.value) == f"An extension is from 1 to 10 days; {days} were asked for."


@pytest.mark.parametrize(
    "path, value, field",
    [
        # The head and the articles.
        (["title"], ..., "title"),
        (["number"], "", "number"),
        (["effective_on"], "2012-3-1", "effective_on"),
        (["effective_on"], 2012, "effective_on"),
        (["penalty"], [], "penalty"),
        (["articles", 1, "path"], "1", "articles[1].path"),
        (["articles", 1, "path"], "1//2", "articles[1].path"),
        (["articles", 0, "title"], ..., "articles[0].title"),
        (["articles"], {"path": "1"}, "articles"),
        # Articles that do not exist, or are not named.
        (["penalties", 1, "article"], "A6/9", "penalties[1].article"),
        (["penalties", 1, "article"], ..., "penalties[1].article"),
        (["hours", "article"], "A9", "hours.article"),
        (["extension", "article"], ..., "extension.article"),
        # Hours.
        (["hours", "seasons", 0, "from"], "10-32", "hours.seasons[0].from"),
        (["hours", "seasons", 0, "spans"], [["8:00", "12:00"]], "hours.seasons[0].spans"),
        (["hours", "seasons", 0, "spans"], [["08:00"]], "hours.seasons[0].spans"),
        (["hours", "seasons", 1, "spans"], [["12:00", "08:00"]], "hours.seasons[1].spans"),
        (["hours", "seasons", 1, "to"], "09-29", "hours.seasons"),
        (["hours", "seasons", 1, "till"], "09-29", "hours.seasons[1].till"),
        # Kinds.
        (["kinds", 0, "when"], {"term": "soon"}, "kinds[0].when.term"),
        (["kinds", 0, "when"], {"was_returned": "yes"}, "kinds[0].when.was_returned"),
        (["kinds", 0, "when"], {"mood": "good"}, "kinds[0].when.mood"),
        (["kinds", 1, "code"], "instant", "kinds[1].code"),
        (["kinds", 1, "code"], "Forwarded case", "kinds[1].code"),
        # Limits.
        (["extension", "max_days"], 0, "extension.max_days"),
        (["extension", "max_days"], ..., "extension.max_days"),
        (["extension", "unit"], "working_minutes", "extension.unit"),
        (["supplement", "unit"], ..., "supplement.unit"),
        (["agency", "inside_days"], ..., "agency.inside_days"),
        (["agency", "free"], 1, "agency.free"),
        (["joint", "lead"], "nobody", "joint.lead"),
        (["joint"], [], "joint"),
        # Penalties and merits.
        (["penalties", 0, "amount"], -2, "penalties[0].amount"),
        (["penalties", 0, "amount"], 0, "penalties[0].amount"),
        (["penalties", 0, "amount"], True, "penalties[0].amount"),
        (["penalties", 0, "amount"], 2.5, "penalties[0].amount"),
        (["penalties", 0, "unit"], "yuan", "penalties[1].unit"),
        (["penalties", 1, "per"], "week", "penalties[1].per"),
        (["penalties", 1, "applies_to"], ["everyone"], "penalties[1].applies_to"),
        (["penalties", 1, "applies_to"], ["person", "person"], "penalties[1].applies_to"),
        (["penalties", 1, "grave_when"], ..., "penalties[1].grave_when"),
        (["penalties", 1, "grave_amount"], 5, "penalties[1].grave_amount"),
        (["penalties", 1, "consequences"], "none", "penalties[1].consequences"),
        (["merits", 0, "unit"], "yuan", "merits[0].unit"),
        (["merits", 0, "amount"], ..., "merits[0].amount"),
        (["merits", 1, "consequences"], ..., "merits[1].amount"),
        # Rungs, leave, and the rest.
        (["accountability", 1, "rung"], 3, "accountability[1].rung"),
        (["accountability", 1, "triggers", 0, "times"], 0, "accountability[1].triggers[0].times"),
        (["leave_steps", 1, "over_days"], 1, "leave_steps[1].over_days"),
        (["leave_steps", 0, "up_to_days"], ..., "leave_steps[1].over_days"),
        (["leave_steps", 0, "up_to_days"], 0, "leave_steps[0].up_to_days"),
        (["leave_steps", 0, "over_days"], "half", "leave_steps[0].over_days"),
        (["reporting", 0, "day"], 32, "reporting[0].day"),
        (["complaints", "ordinary_days"], "3", "complaints.ordinary_days"),
        (["evaluation", 1, "weight"], ..., "evaluation[1].weight"),
        (["awards", 0, "maximum"], ..., "awards[0].maximum"),
        (["awards", 0, "minimum"], 3, "awards[0].maximum"),
    ],
)
def test_a_mistake_is_refused_by_table_row_and_field(path, value, field):
    with pytest.raises(RuleError) as refused:
        Rulebook.parse(with_change(path, value))
    assert (refused.value.code, refused.value.field) == ("bad_rulebook", field)
    assert "%" not in str(refused.value)


def test_the_refusal_says_which_article_is_missing():
    with pytest.raises(RuleError) as refused:
        Rulebook.parse(with_change(["penalties", 1, "article"], "A6/9"))
    assert str(refused.value) == "penalties[1].article names article A6/9, which does not exist."


@pytest.mark.parametrize("data", [None, [], "title"])
def test_what_is_no_table_at_all_is_refused(data):
    with pytest.raises(RuleError) as refused:
        Rulebook.parse(data)
    assert refused.value.code == "bad_rulebook"
