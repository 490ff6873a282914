"""caseCollect: handed out to a named person."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.models import Case

pytestmark = pytest.mark.django_db

COLLECT = """
mutation ($id: ID!, $name: String!, $number: String!) {
  caseCollect(id: $id, expectedVersion: 3, collectorName: $name, collectorIdNumber: $number) {
    case { status collectorName collectedAt }
    errors { code field }
  }
}
"""


ID = "11010519491231002X"


@pytest.fixture
def completed_id(east, cast, received, received_id, now):
    with inside(east):
        accept_case(received.pk, actor=cast.ana, now=now)
        complete_case(received.pk, result="granted", actor=cast.ana, now=now)
    return received_id


def test_the_result_is_handed_out_to_a_named_person(completed_id):
    answer = gql.ask(COLLECT, {"id": completed_id, "name": "王𠅤", "number": ID}, by="ana")

    assert answer.data["caseCollect"] == {
        "case": {
            "status": "COLLECTED",
            "collectorName": "王𠅤",
            "collectedAt": "2026-03-04T10:00:00+08:00",
        },
        "errors": [],
    }


def test_nobody_in_particular_collects_nothing(east, completed_id):
    answer = gql.ask(COLLECT, {"id": completed_id, "name": "", "number": ID}, by="ana")

    assert answer.payload_codes("caseCollect") == [("name_length", "collectorName")]
    with inside(east):
        assert Case.objects.get().status == "completed"


@pytest.mark.parametrize(
    "number, code",
    [
        ("", "collector_without_identity"),
        ("  ", "collector_without_identity"),
        ("110105194912310021", "id_number_checksum"),
        ("1234", "id_number_length"),
    ],
)
def test_who_shows_no_identity_collects_nothing(east, completed_id, number, code):
    answer = gql.ask(COLLECT, {"id": completed_id, "name": "王芳", "number": number}, by="ana")

    assert answer.payload_codes("caseCollect") == [(code, "collectorIdNumber")]
    with inside(east):
        assert Case.objects.values_list("status", "collector_name", "collector_id_mask").get() == (
            "completed",
            "",
            "",
        )
