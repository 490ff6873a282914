"""Every mistake in a regulation is refused by table, row and field, in words that say what is wrong."""

import pytest

from rules.errors import RuleError
from rules.rulebook import Rulebook


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
        (["articles", 1, "path"], "2/2", "articles[1].path"),
        (["articles", 0, "title"], ..., "articles[0].title"),
        (["articles"], {"path": "1"}, "articles"),
        # Articles that do not exist, or are not named.
        (["penalties", 1, "article"], "A6/9", "penalties[1].article"),
        (["penalties", 1, "article"], ..., "penalties[1].article"),
        (["hours", "article"], "A9", "hours.article"),
        (["extension", "article"], ..., "extension.article"),
        # Hours.
        (["hours", "seasons", 0, "from"], "10-32", "hours.seasons[0].from"),
        (["hours", "seasons", 1, "spans"], [["12:00", "08:00"]], "hours.seasons[1].spans"),
        (["hours", "seasons", 1, "to"], "09-29", "hours.seasons"),
        (["hours", "seasons", 1, "till"], "09-29", "hours.seasons[1].till"),
        # Kinds.
        (["kinds", 0, "when"], {"term": "soon"}, "kinds[0].when.term"),
        (["kinds", 0, "when"], {"was_returned": "yes"}, "kinds[0].when.was_returned"),
        (["kinds", 0, "when"], {"mood": "good"}, "kinds[0].when.mood"),
        (["kinds", 1, "when"], {"route": []}, "kinds[1].when.route"),
        (["kinds", 1, "when"], {"route": ["agency", "agency"]}, "kinds[1].when.route"),
        (["kinds", 1, "when"], {"route": ["agency", "post"]}, "kinds[1].when.route"),
        (["kinds", 1, "code"], "instant", "kinds[1].code"),
        (["kinds", 1, "code"], "Forwarded case", "kinds[1].code"),
        # Limits.
        (["extension", "max_days"], 0, "extension.max_days"),
        (["extension", "unit"], "working_minutes", "extension.unit"),
        (["supplement", "unit"], ..., "supplement.unit"),
        (["supplement", "notice_within_days"], ..., "supplement.notice_within_days"),
        (["agency", "inside_days"], ..., "agency.inside_days"),
        (["agency", "free"], 1, "agency.free"),
        (["joint", "lead"], "nobody", "joint.lead"),
        (["joint", "counts"], ..., "joint.counts"),
        (["joint", "minimum"], ..., "joint.minimum"),
        (["joint", "counts"], ["person"], "joint.counts"),
        (["agency", "free_article"], "9", "agency.free_article"),
        (["joint"], [], "joint"),
        # Penalties and merits.
        (["penalties", 0, "amount"], -2, "penalties[0].amount"),
        (["penalties", 0, "amount"], 0, "penalties[0].amount"),
        (["penalties", 0, "amount"], True, "penalties[0].amount"),
        (["penalties", 0, "amount"], 2.5, "penalties[0].amount"),
        (["penalties", 0, "unit"], "yuan", "penalties[1].unit"),
        (["penalties", 1, "per"], "week", "penalties[1].per"),
        (["penalties", 1, "applies_to"], ["everyone"], "penalties[1].applies_to"),
        (["penalties", 1, "grave_when"], ..., "penalties[1].grave_when"),
        (["penalties", 1, "grave_amount"], 5, "penalties[1].grave_amount"),
        (["merits", 0, "unit"], "yuan", "merits[0].unit"),
        (["merits", 0, "amount"], ..., "merits[0].amount"),
        (["merits", 1, "consequences"], ..., "merits[1].amount"),
        (["penalties", 1, "part_day"], "dropped", "penalties[1].part_day"),
        (["penalties", 2, "part_day"], "halved", "penalties[2].part_day"),
        (["consequences", 0, "effect"], "none", "consequences[0].effect"),
        (["consequences", 1, "code"], "loses_award_eligibility", "consequences[1].code"),
        (["compensation", "borne_by"], [], "compensation.borne_by"),
        # Deadlines, quantities, duties.
        (["limits", 0, "amount"], -1, "limits[0].amount"),
        (["limits", 1, "amount"], 1001, "limits[1].amount"),
        (["limits", 1, "code"], "same_day", "limits[1].code"),
        (["limits", 1, "term"], "long", "limits[1].term"),
        (["establishment", 0, "maximum"], 3, "establishment[0].maximum"),
        (["establishment", 1, "measure"], "metres", "establishment[1].measure"),
        (["duties", 0, "maximum"], 0, "duties[0].maximum"),
        (["duties", 0, "minimum"], ..., "duties[0].maximum"),
        (["duties", 0, "every"], "decade", "duties[0].every"),
        (["escalation", 0, "to"], ..., "escalation[0].to"),
        (["agency", "steps", 1, "code"], "handover_sheet", "agency.steps[1].code"),
        # Rungs and the rest.
        (["accountability", 0, "triggers"], [], "accountability[0].triggers"),
        (["accountability", 1, "grave_when"], ..., "accountability[1].grave_when"),
        (["accountability", 1, "grave_consequences"], ..., "accountability[1].grave_consequences"),
        (["accountability", 1, "triggers", 1, "after_rung"], 2, "accountability[1].triggers[1].after_rung"),
        (["accountability", 1, "rung"], 3, "accountability[1].rung"),
        (["accountability", 1, "triggers", 0, "times"], 0, "accountability[1].triggers[0].times"),
        (["reporting", 0, "day"], 32, "reporting[0].day"),
        (["complaints", "ordinary_days"], 3, "complaints.ordinary_days"),
        (["complaint_replies", 0, "unit"], "working_minutes", "complaint_replies[0].unit"),
        (["complaint_replies", 0, "channels"], [], "complaint_replies[0].channels"),
        (["complaint_replies", 0, "aim_days"], 3, "complaint_replies[0].aim_days"),
        (["complaint_replies", 1, "reported_to"], ..., "complaint_replies[1].reported_to"),
        (["complaint_replies", 1, "answer"], ..., "complaint_replies[1].answer"),
        (["evaluation_terms", "full_mark"], 0, "evaluation_terms.full_mark"),
        (["evaluation_views", 1, "code"], "self", "evaluation_views[1].code"),
        (["awards", 0, "applies_to"], ..., "awards[0].applies_to"),
        (["evaluation", 1, "weight"], ..., "evaluation[1].weight"),
        (["awards", 0, "maximum"], ..., "awards[0].maximum"),
        (["awards", 0, "minimum"], 3, "awards[0].maximum"),
    ],
)
def test_a_mistake_is_refused_by_table_row_and_field(changed, path, value, field):
    with pytest.raises(RuleError) as refused:
        Rulebook.parse(changed(path, value))
    assert (refused.value.code, refused.value.field) == ("bad_rulebook", field)
    assert "%" not in str(refused.value)


@pytest.mark.parametrize("data", [None, [], "title"])
def test_what_is_no_table_at_all_is_refused(data):
    with pytest.raises(RuleError) as refused:
        Rulebook.parse(data)
    assert (refused.value.code, refused.value.field) == ("bad_rulebook", None)
    assert str(refused.value) == "rulebook must be a table."


@pytest.mark.parametrize(
    "path, value, message",
    [
        (
            ["penalties", 1, "article"],
            "A6/9",
            "penalties[1].article names article A6/9, which does not exist.",
        ),
        (["penalties", 1, "article"], ..., "penalties[1].article is missing."),
        (["articles", 1, "path"], "2/2", "articles[1].path lies under article 2, which does not exist."),
        (
            ["merits", 0, "unit"],
            "yuan",
            "merits[0].unit is yuan, but this hall counts in points: one scheme has one unit.",
        ),
        (
            ["penalties", 1, "unit"],
            "yuan",
            "penalties[1].unit is yuan, but this hall counts in points: one scheme has one unit.",
        ),
        (
            ["hours", "seasons", 0, "spans"],
            [["08:00", "12:00"], ["11:00", "17:00"]],
            "hours.seasons[0].spans: opening hours must not cross, touch or overlap.",
        ),
        (
            ["hours", "seasons", 1, "from"],
            "04-30",
            "hours.seasons: 04-30 (month-day) lies in 2 of them; every day must lie in exactly one.",
        ),
        (
            ["leave", "without_procedure", "counts_as"],
            "desertion",
            "leave.without_procedure.counts_as names the breach desertion, which [[penalties]] does not have.",
        ),
        (
            ["limits", 0, "kind"],
            "agency",
            "limits[0].kind names the kind agency, which this hall does not have.",
        ),
        (
            ["penalties", 0, "kind"],
            "agency",
            "penalties[0].kind names the kind agency, which this hall does not have.",
        ),
        (["agency", "kind"], "agency", "agency.kind names the kind agency, which this hall does not have."),
        (["joint", "kind"], "joint", "joint.kind names the kind joint, which this hall does not have."),
        (
            ["kinds", 1, "when"],
            {"route": "forwarded"},
            "agency.kind says forwarded, but [[kinds]] calls no such case that.",
        ),
        (["joint", "kind"], "forwarded", "joint.kind says forwarded, but [[kinds]] calls no such case that."),
        (
            ["penalties", 0, "limits_missed"],
            ["inform_party", "next_week"],
            "penalties[0].limits_missed names the limit next_week, which [[limits]] does not have.",
        ),
        (
            ["leave_steps", 2, "applies_to"],
            "nobody",
            "leave_steps[2].applies_to names nobody, which [[offices]] does not declare.",
        ),
        (
            ["accountability", 1, "grave_consequences"],
            ["fame"],
            "accountability[1].grave_consequences names fame, which [[consequences]] does not declare.",
        ),
        (
            ["supplement", "then_kinds"],
            ["instant", "joint"],
            "supplement.then_kinds names the kind joint, which this hall does not have.",
        ),
        (
            ["limits", 1, "informs"],
            ["nobody"],
            "limits[1].informs names nobody, which [[offices]] does not declare.",
        ),
        (
            ["leave_steps", 1, "informs"],
            ["nobody"],
            "leave_steps[1].informs names nobody, which [[offices]] does not declare.",
        ),
        (
            ["complaint_replies", 1, "reported_to"],
            ["nobody"],
            "complaint_replies[1].reported_to names nobody, which [[offices]] does not declare.",
        ),
        (
            ["reporting", 0, "to"],
            "nobody",
            "reporting[0].to names nobody, which [[offices]] does not declare.",
        ),
        (
            ["escalation", 0, "to"],
            "nobody",
            "escalation[0].to names nobody, which [[offices]] does not declare.",
        ),
        (["penalties", 1, "code"], "late", "penalties[1].code repeats late."),
        (["extension"], {"article": "1"}, "extension.max_days is missing."),
        (
            ["penalties", 0, "grave_consequences"],
            ["administrative_sanction"],
            "penalties[0].grave_when must say when the grave case is given.",
        ),
        (
            ["penalties", 0, "grave_amount"],
            3,
            "penalties[0].grave_when must say when the grave case is given.",
        ),
        (["merits", 0, "unit"], ..., "merits[0].unit is missing."),
        (["merits", 1, "unit"], "points", "merits[1].amount is missing."),
        (["duties", 0, "minimum"], 3, "duties[0].maximum must not be less than the minimum."),
        (
            ["complaint_replies", 1, "aim_days"],
            1,
            "complaint_replies[1].aim_days must be less than within_days.",
        ),
        (
            ["penalties", 1, "consequences"],
            ["fame"],
            "penalties[1].consequences names fame, which [[consequences]] does not declare.",
        ),
        (
            ["penalties", 1, "grave_consequences"],
            ["fame"],
            "penalties[1].grave_consequences names fame, which [[consequences]] does not declare.",
        ),
        (
            ["merits", 1, "consequences"],
            ["fame"],
            "merits[1].consequences names fame, which [[consequences]] does not declare.",
        ),
        (
            ["accountability", 1, "consequences"],
            ["fame"],
            "accountability[1].consequences names fame, which [[consequences]] does not declare.",
        ),
        (
            ["accountability", 1, "triggers", 0, "times"],
            0,
            "accountability[1].triggers[0].times must be a whole number from 1 to 100000.",
        ),
        (
            ["accountability", 1, "triggers", 0, "code"],
            "rude",
            "accountability[1].triggers[0].code repeats rude.",
        ),
        (["accountability", 1, "rung"], 3, "accountability[1].rung must be 2: rungs rise one by one."),
        (
            ["evaluation", 1, "weight"],
            59,
            "evaluation[1].weight brings the weights to 99; they must add up to 100.",
        ),
        (
            ["evaluation_views", 1, "weight"],
            71,
            "evaluation_views[1].weight brings the weights to 101; they must add up to 100.",
        ),
        (["evaluation", 0, "weight"], ..., "evaluation[0].weight is missing: weigh all rows or none."),
        (["awards", 0, "minimum"], 3, "awards[0].maximum must not be less than the minimum."),
        (
            ["reporting", 1],
            {"code": "monthly_statistics", "day": 1, "to": "centre", "article": "1"},
            "reporting[1].day repeats day 1 of monthly_statistics.",
        ),
        (
            ["complaint_replies", 1, "channels"],
            ["written", "phone"],
            "complaint_replies[1].channels must be written alone: major complaints are in writing.",
        ),
        (
            ["complaint_replies", 2],
            {"channels": ["phone"], "gravity": "ordinary", "answer": "oral", "article": "1"},
            "complaint_replies[2].channels repeats phone complaints that are ordinary.",
        ),
    ],
)
def test_the_refusal_says_what_is_wrong(changed, path, value, message):
    with pytest.raises(RuleError) as refused:
        Rulebook.parse(changed(path, value))
    assert refused.value.code == "bad_rulebook"
    assert str(refused.value) == message


def test_a_report_may_be_due_on_several_days_of_the_month(changed):
    again = {"code": "monthly_statistics", "day": 15, "to": "centre", "article": "1"}
    assert [each.day for each in Rulebook.parse(changed(["reporting", 1], again)).reporting] == [1, 15]


def test_the_refusal_of_hours_names_the_season(changed):
    with pytest.raises(RuleError) as refused:
        Rulebook.parse(changed(["hours", "seasons", 0, "spans"], [["08:00", "12:00"], ["11:00", "17:00"]]))
    assert refused.value.field == "hours.seasons[0].spans"
