"""caseReturn: given back with the reason."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.models import Case

pytestmark = pytest.mark.django_db

RETURN = """
mutation ($id: ID!, $reason: String!) {
  caseReturn(id: $id, expectedVersion: 1, reason: $reason) { case { status reason } errors { code field } }
}
"""


def test_a_returned_case_keeps_the_reason(cast, received_id):
    answer = gql.ask(RETURN, {"id": received_id, "reason": "不属本中心办理"}, by="ana")

    assert answer.data["caseReturn"] == {
        "case": {"status": "RETURNED", "reason": "不属本中心办理"},
        "errors": [],
    }


def test_a_case_is_not_returned_without_a_reason(east, cast, received_id):
    answer = gql.ask(RETURN, {"id": received_id, "reason": ""}, by="ana")

    assert answer.payload_codes("caseReturn") == [("reason_missing", "reason")]
    with inside(east):
        assert Case.objects.get().version == 1
