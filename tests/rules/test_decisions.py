"""A decision is its facts and its versions: the same again gives the same, whatever way the facts were kept."""

import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.classification import CaseFacts, Route, Term
from rules.clock import Limit, LimitUnit, Stop, due_at
from rules.decisions import Basis, DueFacts, Question, decide, kind_facts
from rules.errors import RuleError
from rules.hours import LOCAL
from rules.rulebook import Rulebook

BOOK = Rulebook.parse(
    {
        "number": "1",
        "title": "办法",
        "effective_on": "2020-01-01",
        "articles": [{"path": "1", "title": "时间"}, {"path": "2", "title": "办件"}],
        "hours": {
            "article": "1",
            "seasons": [{"from": "01-01", "to": "12-31", "spans": [["08:00", "12:00"], ["14:30", "17:30"]]}],
        },
        "kinds": [
            {
                "code": "returned",
                "name": "退回件",
                "english": "Returned case",
                "article": "2",
                "when": {"was_returned": True},
            },
            {
                "code": "instant",
                "name": "即办件",
                "english": "Instant case",
                "article": "2",
                "when": {"term": "instant"},
            },
        ],
    }
)
SILENT = Rulebook.parse({"number": "1", "title": "目录", "effective_on": "2020-01-01"})


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


def test_a_due_date_is_that_of_the_clock_with_its_trace(calendar):
    facts = DueFacts(
        accepted_at=local("2026-03-04 10:00"),
        limit=Limit(10, LimitUnit.WORKING_DAYS, "1"),
        stops=(Stop(local("2026-03-05 08:00"), local("2026-03-05 17:30"), "hearing"),),
        extension=Limit(10, LimitUnit.CALENDAR_DAYS, "2"),
        closures={date(2026, 3, 9): "检修"},
    )

    made = decide(Question.DUE_DATE, facts.as_data(), Basis(BOOK, calendar))

    due = due_at(
        facts.accepted_at,
        facts.limit,
        calendar=calendar.with_closures(facts.closures),
        hours=BOOK.hours,
        stops=facts.stops,
        extension_days=10,
        extension_unit=LimitUnit.CALENDAR_DAYS,
        extension_article="2",
    )
    assert made.answer == {
        "due_at": due.due_at.isoformat(),
        "is_provisional": False,
        "is_stopped": False,
    }
    # 4 March + 10 working days is the 18th, the closed 9th makes it the 19th, the hearing the 20th;
    # ten calendar days more end on Monday the 30th.
    assert made.answer["due_at"] == "2026-03-30T17:30:00+08:00"
    assert made.trace == due.trace
    assert [line.article for line in made.trace if line.rule == "extended_calendar_days"] == ["2"]


def test_a_running_stop_is_counted_until_the_known_instant(calendar):
    facts = DueFacts(
        local("2026-03-06 10:00"),
        Limit(5, LimitUnit.WORKING_DAYS),
        stops=(Stop(local("2026-03-10 08:00"), None, "survey"),),
        known_until=local("2026-03-12 08:00"),
    )

    made = decide(Question.DUE_DATE, facts.as_data(), Basis(BOOK, calendar))

    # Days 1 to 5 are the 9th to the 13th; the 10th and the 11th were taken.
    assert made.answer == {
        "due_at": "2026-03-17T17:30:00+08:00",
        "is_provisional": True,
        "is_stopped": True,
    }
    assert made.trace_data() == [line.as_data() for line in made.trace]


def test_facts_say_only_what_there_is():
    plain = DueFacts(local("2026-03-04 10:00"), Limit(0, LimitUnit.WORKING_DAYS))

    assert plain.as_data() == {
        "accepted_at": "2026-03-04T10:00:00+08:00",
        "limit": {"amount": 0, "unit": "working_days", "article": None},
    }


@given(
    amount=st.integers(0, 60),
    unit=st.sampled_from([LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS]),
    minutes=st.integers(0, 60 * 24 * 300),
    stop=st.none() | st.integers(1, 60 * 24 * 20),
    is_running=st.booleans(),
    extended=st.integers(0, 10),
    shut=st.sets(st.integers(0, 90), max_size=3),
)
def test_facts_survive_json_and_give_the_same_decision_again(
    calendar, amount, unit, minutes, stop, is_running, extended, shut
):
    begin = datetime.fromtimestamp(1767225600 + minutes * 60, LOCAL)
    end = None if is_running or stop is None else datetime.fromtimestamp(begin.timestamp() + stop * 60, LOCAL)
    facts = DueFacts(
        accepted_at=begin,
        limit=Limit(amount, unit),
        stops=(Stop(begin, end, "survey"),) if stop else (),
        extension=Limit(extended, LimitUnit.WORKING_DAYS) if extended else None,
        closures={date.fromordinal(begin.toordinal() + days): "" for days in shut},
        known_until=datetime.fromtimestamp(begin.timestamp() + 86400, LOCAL) if is_running else None,
    ).as_data()

    first = decide(Question.DUE_DATE, facts, Basis(BOOK, calendar))
    again = decide(Question.DUE_DATE, json.loads(json.dumps(facts)), Basis(BOOK, calendar))

    assert again == first
    assert json.loads(json.dumps(first.trace_data())) == first.trace_data()


@pytest.mark.parametrize(
    ("facts", "kind", "article"),
    [
        (CaseFacts(Term.INSTANT, Route.OWN), "instant", "2"),
        (CaseFacts(Term.INSTANT, Route.OWN, was_returned=True), "returned", "2"),
    ],
)
def test_a_kind_is_named_with_the_article_that_names_it(facts, kind, article):
    made = decide(Question.KIND, kind_facts(facts), Basis(BOOK))

    assert made.answer == {"kind": kind}
    assert [line.article for line in made.trace] == [article]
    assert json.loads(json.dumps(made.facts)) == made.facts


def test_a_hall_without_a_name_for_a_case_answers_so():
    made = decide(Question.KIND, kind_facts(CaseFacts(Term.COMMITMENT, Route.OWN)), Basis(BOOK))

    assert (made.answer, made.trace) == ({"kind": ""}, ())


def test_rules_without_hours_promise_no_date(calendar):
    facts = DueFacts(local("2026-03-04 10:00"), Limit(1, LimitUnit.WORKING_DAYS)).as_data()

    with pytest.raises(RuleError) as error:
        decide(Question.DUE_DATE, facts, Basis(SILENT, calendar))

    assert error.value.code == "no_hours"


def test_a_due_date_without_a_calendar_is_a_programming_mistake():
    facts = DueFacts(local("2026-03-04 10:00"), Limit(1, LimitUnit.WORKING_DAYS)).as_data()

    with pytest.raises(ValueError, match="calendar"):
        decide(Question.DUE_DATE, facts, Basis(BOOK))
