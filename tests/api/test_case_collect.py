"""caseCollect: handed out to a named person."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.models import Case

pytestmark = pytest.mark.django_db

COLLECT = """
mutation ($id: ID!, $name: String!) {
  caseCollect(id: $id, expectedVersion: 3, collectorName: $name) {
    case { status collectorName collectedAt }
    errors { code field }
  }
}
"""


@pytest.fixture
def completed_id(east, cast, received, received_id, now):
    with inside(east):
        accept_case(received.pk, actor=cast.ana, now=now)
        complete_case(received.pk, result="granted", actor=cast.ana, now=now)
    return received_id


def test_the_result_is_handed_out_to_a_named_person(completed_id):
    answer = gql.ask(COLLECT, {"id": completed_id, "name": "王𠅤"}, by="ana")

    assert answer.data["caseCollect"] == {
        "case": {
            "status": "COLLECTED",
            "collectorName": "王𠅤",
            "collectedAt": "2026-03-04T10:00:00+08:00",
        },
        "errors": [],
    }


def test_nobody_in_particular_collects_nothing(east, completed_id):
    answer = gql.ask(COLLECT, {"id": completed_id, "name": ""}, by="ana")

    assert answer.payload_codes("caseCollect") == [("name_length", "collectorName")]
    with inside(east):
        assert Case.objects.get().status == "completed"
