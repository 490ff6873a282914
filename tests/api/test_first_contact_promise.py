"""firstContactPromise: nobody is at the window, so a time is promised."""

import pytest
from support import gql

pytestmark = pytest.mark.django_db
PROMISE = """
mutation ($id: ID!, $at: DateTime!) {
  firstContactPromise(
    id: $id, windowCode: "land", contacted: "王土地", promisedAt: $at, requirements: "带户口簿", phone: null
  ) {
    firstContact { remindAt steps { what toName promisedAt windowCode } }
    errors { code field }
  }
}
"""


def test_the_promise_is_on_record_and_is_when_one_is_reminded(visitor_id):
    at = "2026-03-05T15:00:00+08:00"

    answer = gql.ask(PROMISE, {"id": visitor_id, "at": at}, by="ana")

    assert answer.data["firstContactPromise"]["errors"] == []
    contact = answer.data["firstContactPromise"]["firstContact"]
    assert contact["remindAt"] == at
    assert contact["steps"][1] == {
        "what": "WINDOW_ABSENT",
        "toName": "王土地",
        "promisedAt": at,
        "windowCode": "land",
    }


@pytest.mark.parametrize(
    "at", ["2026-03-04T09:59:00+08:00", "0001-01-01T00:00:00+00:00", "9999-12-31T23:00:00Z"]
)
def test_a_time_that_cannot_be_promised_is_refused(visitor_id, at):
    answer = gql.ask(PROMISE, {"id": visitor_id, "at": at}, by="ana")

    assert answer.payload_codes("firstContactPromise") == [("moment_out_of_range", "promisedAt")]
    assert answer.data["firstContactPromise"]["firstContact"] is None
