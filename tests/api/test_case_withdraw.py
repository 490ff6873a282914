"""caseWithdraw: taken back by the applicant."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.models import Case

pytestmark = pytest.mark.django_db

STEP = """
mutation ($id: ID!, $version: Int!, $reason: String!) {
  caseWithdraw(id: $id, expectedVersion: $version, reason: $reason) {
    case { status version }
    errors { code field }
  }
}
"""


def test_a_withdrawn_case_keeps_how_that_is_known(cast, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 1, "reason": "本人到场申请"}, by="ana")

    assert answer.data["caseWithdraw"] == {"case": {"status": "WITHDRAWN", "version": 2}, "errors": []}


@pytest.mark.parametrize("reason, code", [("", "reason_missing"), ("长" * 10_000, "text_too_long")])
def test_without_a_sensible_reason_nothing_is_withdrawn(east, cast, received_id, reason, code):
    answer = gql.ask(STEP, {"id": received_id, "version": 1, "reason": reason}, by="ana")

    assert answer.payload_codes("caseWithdraw") == [(code, "reason")]
    with inside(east):
        assert Case.objects.values_list("status", "version").get() == ("received", 1)
