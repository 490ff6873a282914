"""The reasons of a due date: in order, readable, by article, and the same again after JSON."""

import json

import pytest

from rules import reasons
from rules.clock import Limit, LimitUnit, Stop, due_at
from rules.trace import Sentence


def test_a_due_date_without_any_stop_is_told_in_full(due):
    assert [str(line) for line in due("2026-03-03 10:00", "5 wd").trace] == [
        "Accepted on 2026-03-03 at 10:00, inside opening hours: day 0 is 2026-03-03.",
        "Day 0, 2026-03-03, is not counted; day 1 is 2026-03-04.",
        "Counted in working days, day 5 is 2026-03-10.",
        "Days of weekends on the way, not counted: 2.",
        "The limit ends at closing time of its last day: 2026-03-10, 17:30.",
        "Counted by version 3 of the work calendar.",
    ]


def test_a_due_date_over_the_spring_festival_can_be_followed_line_by_line(due):
    answer = due(
        "2026-02-13 18:30",
        "5 wd",
        stops=[("2026-02-24 10:00", "2026-02-26 15:00")],
        extension_days=3,
        extension_article="A2/4",
    )
    assert [str(line) for line in answer.trace] == [
        "Accepted on 2026-02-13 at 18:30, after closing at 17:30: counts as accepted on the next working day; "
        "day 0 is 2026-02-14.",
        "Day 0, 2026-02-14, is not counted; day 1 is 2026-02-24.",
        "The clock stood still from 2026-02-24 10:00 to 2026-02-26 15:00 (hearing): working minutes 990, days "
        "of the limit: 2.36.",
        "Days that all stops took: 2.36. None of that time is counted, and a limit in days ends with a whole "
        "day; days added: 3.",
        "Counted in working days, day 8 is 2026-03-04.",
        "Days of weekends on the way, not counted: 1.",
        "Days of holiday (Spring Festival), 2026-02-15 to 2026-02-23, not counted: 9.",
        "Make-up working days (Spring Festival), 2026-02-28 to 2026-02-28, counted: 1.",
        "The limit ends at closing time of its last day: 2026-03-04, 17:30.",
        "Extended, counted in working days after 2026-03-04: 3.",
        "Counted in working days, day 3 is 2026-03-09.",
        "Days of weekends on the way, not counted: 2.",
        "The limit ends at closing time of its last day: 2026-03-09, 17:30.",
        "Counted by version 3 of the work calendar.",
    ]
    cited = {line.rule: line.article for line in answer.trace if line.article}
    assert cited == {
        "day_of_acceptance": "《民法典》第201条",
        "stop_took": "《行政许可法》第45条",
        "ends_at_closing": "《民法典》第203条",
        "extended_working_days": "A2/4",
        "counted_working_days": "A2/4",
    }


@pytest.mark.parametrize(
    ("stops", "article"),
    [
        (["hearing"], "《行政许可法》第45条"),
        (["hearing", "expert_review"], "《行政许可法》第45条"),
        (["survey"], None),
        (["hearing", "supplement"], None),
    ],
)
@pytest.mark.parametrize("limit", [Limit(5, LimitUnit.WORKING_DAYS), Limit(900, LimitUnit.WORKING_MINUTES)])
def test_the_law_is_cited_only_for_the_procedures_it_names(calendar, hours, at, stops, article, limit):
    begin, end = at("2026-03-04 09:00"), at("2026-03-04 11:00")

    answer = due_at(
        at("2026-03-03 10:00"),
        limit,
        calendar=calendar,
        hours=hours,
        stops=[Stop(begin, end, reason) for reason in stops],
    )

    (line,) = (line for line in answer.trace if line.rule.startswith("stop_took"))
    assert line.article == article


def test_each_way_of_being_accepted_says_so(due):
    said = {
        accepted: due(accepted, "1 wd").trace[0].rule
        for accepted in (
            "2026-03-03 10:00",
            "2026-03-03 07:10",
            "2026-03-03 13:00",
            "2026-03-03 17:31",
            "2026-03-07 10:00",
            "2026-02-18 10:00",
        )
    }
    assert list(said.values()) == [
        "accepted_in_hours",
        "accepted_before_opening",
        "accepted_at_lunch",
        "accepted_after_closing",
        "accepted_on_weekend",
        "accepted_on_holiday",
    ]


def test_acceptance_on_a_holiday_names_it_and_the_day_it_counts_from(due):
    line = due("2026-02-18 10:00", "1 wd").trace[0]
    assert str(line) == (
        "Accepted on 2026-02-18 at 10:00, on a holiday (Spring Festival): counts as accepted on the next "
        "working day; day 0 is 2026-02-24."
    )


def test_acceptance_during_a_closure_names_it(due, calendar, at):
    closed = calendar.with_closures({at("2026-03-10 00:00").date(): "Power cut"})
    line = due("2026-03-10 10:00", "1 wd", calendar=closed).trace[0]
    assert (line.rule, line.values["name"], line.values["day_zero"]) == (
        "accepted_on_closure",
        "Power cut",
        "2026-03-11",
    )


def test_a_closure_without_a_name_is_called_a_closure(due, calendar, at):
    closed = calendar.with_closures([at("2026-03-10 00:00").date()])
    assert due("2026-03-10 10:00", "1 wd", calendar=closed).trace[0].values["name"] == "closure"
    trace = due("2026-03-09 10:00", "2 wd", calendar=closed).trace
    assert [line.values["name"] for line in trace if line.rule == "closure_skipped"] == ["closure"]


def test_days_that_are_not_published_are_told_with_both_ends_of_those_that_are(due):
    (line,) = (line for line in due("2026-12-30 10:00", "2 wd").trace if line.rule == "unpublished")
    assert line.values == {"first_on": "2026-01-01", "last_on": "2026-12-31"}
    assert str(line).startswith("Holidays are published from 2026-01-01 to 2026-12-31 only;")


def test_a_clock_that_stands_still_says_since_when_and_why(due):
    answer = due("2026-03-06 10:00", "5 wd", stops=[("2026-03-10 08:00", None)])
    (line,) = (line for line in answer.trace if line.rule == "stands_still")
    assert str(line) == (
        "The clock has stood still since 2026-03-10 08:00 (hearing) and has not started again: this date moves on."
    )


def test_a_calendar_day_limit_says_that_it_moved_and_by_which_article(due):
    line = next(line for line in due("2026-02-10 10:00", "5 cd").trace if line.rule == "moved_to_working_day")
    assert line.values == {"day": "2026-02-15", "name": "Spring Festival", "moved": "2026-02-24"}
    assert line.article == "《民法典》第203条"


def test_a_calendar_day_limit_names_the_weekend_it_moved_over_and_the_make_up_day_it_ends_on(due):
    moved = next(
        line for line in due("2026-03-09 10:00", "5 cd").trace if line.rule == "moved_to_working_day"
    )
    assert moved.values == {"day": "2026-03-14", "name": "weekend", "moved": "2026-03-16"}
    worked = [line for line in due("2026-02-09 10:00", "5 cd").trace if line.rule == "ends_on_makeup_day"]
    assert [line.values for line in worked] == [{"day": "2026-02-14", "name": "Spring Festival"}]
    assert str(worked[0]) == (
        "2026-02-14 is a make-up working day (Spring Festival): the limit may end on it."
    )
    # Counted in working days it is told on the way; on an ordinary day there is nothing to tell.
    for accepted, limit in (("2026-02-13 10:00", "1 wd"), ("2026-03-09 10:00", "2 cd")):
        assert "ends_on_makeup_day" not in [line.rule for line in due(accepted, limit).trace]


def test_working_minutes_are_traced_day_by_day(due):
    answer = due("2026-03-03 17:00", "60 min", stops=[("2026-03-03 17:10", "2026-03-03 17:20")])
    assert [str(line) for line in answer.trace] == [
        "Accepted on 2026-03-03 at 17:00, inside opening hours: day 0 is 2026-03-03.",
        "The limit in working minutes, 60, runs from 2026-03-03, 17:00, in opening hours only.",
        "The clock stood still from 2026-03-03 17:10 to 2026-03-03 17:20 (hearing): working minutes not "
        "counted: 10.",
        "Minutes run on 2026-03-03: 20; left: 40.",
        "Minutes run on 2026-03-04: 40; left: 0.",
        "The last minute ends on 2026-03-04 at 08:40.",
        "Counted by version 3 of the work calendar.",
    ]


def test_the_article_of_a_limit_is_cited_where_it_is_counted(calendar, hours, at):
    for unit, rule in (
        (LimitUnit.WORKING_DAYS, "counted_working_days"),
        (LimitUnit.CALENDAR_DAYS, "counted_calendar_days"),
        (LimitUnit.WORKING_MINUTES, "minutes_run"),
    ):
        answer = due_at(at("2026-03-03 10:00"), Limit(7, unit, "A3"), calendar=calendar, hours=hours)
        assert [line.article for line in answer.trace if line.rule == rule] == ["A3"]


def test_a_sentence_cites_its_own_article_unless_the_hall_has_one():
    sentence = Sentence("due", "Due.", "《民法典》第203条")
    assert [sentence.citing(article).article for article in (None, "A1")] == ["《民法典》第203条", "A1"]


def test_a_trace_survives_json(due):
    answer = due("2026-12-28 10:00", "9 wd", stops=[("2026-12-29 10:00", None)], extension_days=2)

    data = [line.as_data() for line in answer.trace]

    assert json.loads(json.dumps(data)) == data
    assert (answer.due_at.isoformat(), answer.is_provisional, answer.is_stopped) == (
        "2027-01-12T17:30:00+08:00",
        True,
        True,
    )
    assert data[0]["rule"] == "accepted_in_hours"


def test_the_reasons_are_told_only_when_somebody_asks_and_then_once(due):
    answer = due("2026-12-28 10:00", "9 wd")
    assert "trace" not in vars(answer)

    assert answer.trace is answer.trace


def test_every_sentence_has_a_name_of_its_own():
    sentences = [each for each in vars(reasons).values() if isinstance(each, Sentence)]
    assert len(sentences) == 30
    assert len({each.rule for each in sentences}) == len(sentences)
