"""caseComplete: settled, and the clock stops."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.models import Case

pytestmark = pytest.mark.django_db

COMPLETE = """
mutation ($id: ID!, $version: Int!, $result: Result!) {
  caseComplete(id: $id, expectedVersion: $version, result: $result) {
    case { status result completedAt }
    errors { code field }
  }
}
"""


def test_an_accepted_case_is_settled_with_its_result(east, cast, received, received_id, now):
    with inside(east):
        accept_case(received.pk, actor=cast.ana, now=now)

    answer = gql.ask(COMPLETE, {"id": received_id, "version": 2, "result": "GRANTED"}, by="ana")

    assert answer.data["caseComplete"] == {
        "case": {"status": "COMPLETED", "result": "GRANTED", "completedAt": "2026-03-04T10:00:00+08:00"},
        "errors": [],
    }


def test_a_case_is_not_settled_before_it_is_accepted(east, cast, received_id):
    answer = gql.ask(COMPLETE, {"id": received_id, "version": 1, "result": "GRANTED"}, by="ana")

    assert answer.payload_codes("caseComplete") == [("illegal_transition", "status")]
    with inside(east):
        assert (Case.objects.get().status, Case.objects.get().completed_at) == ("received", None)


def test_a_result_that_does_not_exist_is_refused_before_anything_runs(east, cast, received_id):
    answer = gql.ask(COMPLETE, {"id": received_id, "version": 1, "result": "MAYBE"}, by="ana")

    assert (answer.status, answer.codes, answer.data) == (400, ["variables_invalid"], None)
    with inside(east):
        assert Case.objects.get().version == 1
