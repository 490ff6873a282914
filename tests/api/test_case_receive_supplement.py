"""caseReceiveSupplement: what was missing has come."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.models import Case
from hall.cases.papers import request_supplement

pytestmark = pytest.mark.django_db

STEP = """
mutation ($id: ID!, $version: Int!) {
  caseReceiveSupplement(id: $id, expectedVersion: $version) { case { status version } errors { code field } }
}
"""


def test_the_case_is_received_again(east, cast, received, received_id, now):
    with inside(east):
        request_supplement(received.pk, items=["户口簿"], actor=cast.ana, now=now)

    answer = gql.ask(STEP, {"id": received_id, "version": 2}, by="ana")

    assert answer.data["caseReceiveSupplement"] == {
        "case": {"status": "RECEIVED", "version": 3},
        "errors": [],
    }


def test_nothing_comes_that_was_not_asked_for(east, cast, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 1}, by="ana")

    assert answer.payload_codes("caseReceiveSupplement") == [("illegal_transition", "status")]
    with inside(east):
        assert Case.objects.get().version == 1
