"""caseDecline: refused at the door, with words for the applicant."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.models import Case

pytestmark = pytest.mark.django_db

DECLINE = """
mutation ($id: ID!, $reason: String!) {
  caseDecline(id: $id, expectedVersion: 1, reason: $reason) {
    case { status version reason dueAt }
    errors { code field }
  }
}
"""


def test_a_declined_case_keeps_the_reason_and_has_no_due_date(cast, received_id):
    answer = gql.ask(DECLINE, {"id": received_id, "reason": "材料不齐，请补交 😀"}, by="ana")

    assert answer.data["caseDecline"] == {
        "case": {"status": "DECLINED", "version": 2, "reason": "材料不齐，请补交 😀", "dueAt": None},
        "errors": [],
    }


@pytest.mark.parametrize(("reason", "code"), [("  ", "reason_missing"), ("长" * 501, "text_too_long")])
def test_a_reason_must_be_given_and_fit(east, cast, received_id, reason, code):
    answer = gql.ask(DECLINE, {"id": received_id, "reason": reason}, by="ana")

    assert answer.payload_codes("caseDecline") == [(code, "reason")]
    with inside(east):
        assert Case.objects.get().status == "received"
