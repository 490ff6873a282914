"""caseAccept: the clock starts, and the due date says why."""

import pytest
from support import build, gql
from support.counts import counted

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.models import Case, CaseEvent

pytestmark = pytest.mark.django_db

ACCEPT = """
mutation ($id: ID!, $version: Int!) {
  caseAccept(id: $id, expectedVersion: $version) {
    case { number status version acceptedAt dueAt dueIsProvisional
           decisions { question sequence regulation calendarVersion trace { rule sentence article } }
           events { sequence action toStatus actorName happenedAt } }
    errors { code field message values { name value } }
  }
}
"""


def test_an_accepted_case_is_due_at_closing_time_and_says_why(cast, received_id):
    answer = gql.ask(ACCEPT, {"id": received_id, "version": 1}, by="bo", HTTP_ACCEPT_LANGUAGE="en")

    assert (answer.status, answer.codes) == (200, [])
    case = answer.data["caseAccept"]["case"]
    assert (case["status"], case["version"]) == ("ACCEPTED", 2)
    assert case["acceptedAt"] == "2026-03-04T10:00:00+08:00"
    # Ten working days after Wednesday 4 March, at the end of the winter timetable's day.
    assert (case["dueAt"], case["dueIsProvisional"]) == ("2026-03-18T17:30:00+08:00", False)
    kind, due = case["decisions"]
    assert (kind["question"], kind["sequence"], kind["calendarVersion"]) == ("KIND", 1, None)
    assert (due["question"], due["sequence"], due["regulation"], due["calendarVersion"]) == (
        "DUE_DATE",
        2,
        "2012-1",
        1,
    )
    assert {
        "rule": "by_calendar",
        "sentence": "Counted by version 1 of the work calendar.",
        "article": None,
    } in (due["trace"])
    assert all("%(" not in line["sentence"] for line in due["trace"])
    assert [(each["sequence"], each["action"], each["actorName"]) for each in case["events"]] == [
        (1, "INTAKE", "Ana"),
        (2, "ACCEPT", "Bo"),
    ]


def test_whoever_comes_second_is_told_who_was_first(east, cast, received, received_id, now):
    with inside(east):
        accept_case(received.pk, actor=cast.bo, now=now)

    answer = gql.ask(ACCEPT, {"id": received_id, "version": 1}, by="ana", HTTP_ACCEPT_LANGUAGE="en")

    (error,) = answer.data["caseAccept"]["errors"]
    assert (error["code"], error["field"]) == ("version_conflict", "expectedVersion")
    assert {each["name"]: each["value"] for each in error["values"]} == {
        "who": "Bo",
        "status": "accepted",
        "version": "2",
    }
    assert error["message"].startswith("Bo has changed this case meanwhile")
    with inside(east):
        assert (Case.objects.get().version, CaseEvent.objects.count()) == (2, 2)


def test_a_case_is_not_accepted_twice(east, cast, received, received_id, now):
    with inside(east):
        accept_case(received.pk, actor=cast.bo, now=now)

    answer = gql.ask(ACCEPT, {"id": received_id, "version": 2}, by="ana")

    assert answer.payload_codes("caseAccept") == [("illegal_transition", "status")]
    with inside(east):
        assert Case.objects.get().version == 2


def test_a_refusal_speaks_the_callers_language_without_codes_in_it(east, cast, received, received_id, now):
    with inside(east):
        accept_case(received.pk, actor=cast.bo, now=now)

    answer = gql.ask(ACCEPT, {"id": received_id, "version": 2}, by="ana", HTTP_ACCEPT_LANGUAGE="zh-hans")

    (error,) = answer.data["caseAccept"]["errors"]
    assert "已受理" in error["message"]
    assert "accept" not in error["message"]
    assert {value["name"]: value["value"] for value in error["values"]} == {
        "status": "accepted",
        "action": "accept",
    }


def test_an_unknown_case_is_not_found(cast, received, written):
    before = written()

    answer = gql.ask(
        ACCEPT, {"id": gql.global_id("east", "019f0000-0000-7000-8000-000000000000"), "version": 1}, by="ana"
    )

    assert answer.payload_codes("caseAccept") == [("case_not_found", "id")]
    assert written() == before


def test_accepting_takes_as_few_statements_as_written_down(east, cast, received_id):
    with inside(east):
        other_id = gql.global_id("east", build.case(cast.ana, key="other").pk)
    token = gql.token("case.accept", "case.read")
    gql.ask(ACCEPT, {"id": other_id, "version": 1}, token=token)

    with counted("caseAccept"):
        gql.ask(ACCEPT, {"id": received_id, "version": 1}, token=token)
