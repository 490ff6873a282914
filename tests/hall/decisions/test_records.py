"""Every decision goes on record with its step, and what is on record stays as it is."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from support import build

from county.halls import inside
from hall.cases.actions import accept_case, return_case
from hall.cases.completion import complete_case
from hall.cases.models import Case
from hall.decisions.models import DecisionRecord
from hall.decisions.selectors import decisions_of, standing
from rules.decisions import Question
from rules.errors import RuleError

pytestmark = pytest.mark.django_db


def on_record(case: Case) -> list[tuple[int, str, dict[str, object]]]:
    return [(each.sequence, each.question, each.answer) for each in decisions_of(case.pk)]


def test_the_kind_is_decided_at_intake_and_the_due_date_at_acceptance(in_east, ana):
    case = build.case(ana, matter_code="M-0")
    assert on_record(case) == [(1, "kind", {"kind": "instant"})]

    accept_case(case.pk, actor=ana, now=build.NOW)

    due = {"due_at": "2026-03-04T17:30:00+08:00", "is_provisional": False, "is_stopped": False}
    assert on_record(case) == [(1, "kind", {"kind": "instant"}), (2, "due_date", due)]
    complete_case(case.pk, result="granted", actor=ana, now=build.NOW)
    assert len(on_record(case)) == 2


def test_a_returned_case_is_named_again_and_the_last_answer_stands(in_east, ana):
    case = build.case(ana)
    return_case(case.pk, reason="不属本厅", actor=ana, now=build.NOW)

    records = decisions_of(case.pk)

    assert [(each.sequence, each.facts["was_returned"]) for each in records] == [(1, False), (2, True)]
    assert standing(records)[Question.KIND].pk == records[1].pk


def test_a_step_that_is_refused_leaves_no_decision(in_east, ana):
    case = build.case(ana)
    accept_case(case.pk, actor=ana, now=build.NOW)
    before = on_record(case)

    with pytest.raises(RuleError) as refused:
        accept_case(case.pk, actor=ana, now=build.NOW)

    assert refused.value.code == "illegal_transition"
    assert on_record(case) == before


@pytest.mark.parametrize(
    ("change", "in_the_hall"),
    [
        ("UPDATE {} SET answer = '{{}}'", "permission denied"),
        ("DELETE FROM {}", "permission denied"),
        ("TRUNCATE {}", "only rows are read and written"),
    ],
)
def test_a_decision_is_never_changed_or_removed(east, ana, change, in_the_hall):
    with inside(east):
        build.case(ana)
        before = list(DecisionRecord.objects.values())
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # else TRUNCATE is refused for events that are pending

    assert "rows are only ever added" in refusal(change.format("east.decisions_decisionrecord"))
    with inside(east):
        assert in_the_hall in refusal(change.format("decisions_decisionrecord"))

    with inside(east):
        assert list(DecisionRecord.objects.values()) == before


def refusal(sql: str) -> str:
    """What the database says to this statement."""
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    return str(refused.value)


def test_reading_decisions_does_not_drag_the_rule_book_along(in_east, ana):
    """45 kB for each record, of which a page of a hundred cases has two hundred."""
    case = build.case(ana)

    with CaptureQueriesContext(connection) as asked:
        (record,) = decisions_of(case.pk)
        assert record.regulation.number == "2012-1"

    (query,) = asked.captured_queries
    assert '"tables"' not in query["sql"]


def test_decisions_hold_nothing_personal(in_east, ana):
    case = build.case(ana)
    accept_case(case.pk, actor=ana, now=build.NOW)

    said = str(list(DecisionRecord.objects.values()))

    for secret in ("李小明", "13800138000", "11010519491231002X", "东街1号"):
        assert secret not in said
