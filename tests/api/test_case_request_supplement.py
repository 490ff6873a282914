"""caseRequestSupplement: told once, all of it."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.models import Case, SupplementRequest

pytestmark = pytest.mark.django_db

STEP = """
mutation ($id: ID!, $version: Int!, $items: [String!]!, $within: LimitInput) {
  caseRequestSupplement(id: $id, expectedVersion: $version, items: $items, within: $within) {
    case { status supplements { number items toldAt } deadlines { what dueAt } }
    errors { code field }
  }
}
"""


def test_everything_missing_is_told_with_the_time_to_supply_it(cast, received_id):
    asked = {"items": ["户口簿", "照片"], "within": {"amount": 3, "unit": "WORKING_DAYS"}}
    answer = gql.ask(STEP, {"id": received_id, "version": 1, **asked}, by="ana")

    assert answer.data["caseRequestSupplement"] == {
        "case": {
            "status": "AWAITING_SUPPLEMENT",
            "supplements": [
                {"number": 1, "items": ["户口簿", "照片"], "toldAt": "2026-03-04T10:00:00+08:00"}
            ],
            "deadlines": [{"what": "SUPPLEMENT", "dueAt": "2026-03-09T17:30:00+08:00"}],
        },
        "errors": [],
    }


@pytest.mark.parametrize(
    "asked, answered",
    [
        ({"items": []}, ("items_missing", "items")),
        ({"items": ["料" * 201]}, ("text_too_long", "items")),
        ({"items": ["照片"], "within": {"amount": -1, "unit": "WORKING_DAYS"}}, ("bad_limit", "amount")),
    ],
)
def test_a_bad_request_asks_for_nothing(east, cast, received_id, asked, answered):
    answer = gql.ask(STEP, {"id": received_id, "version": 1, **asked}, by="ana")

    assert answer.payload_codes("caseRequestSupplement") == [answered]
    with inside(east):
        assert Case.objects.values_list("status", "version").get() == ("received", 1)
        assert SupplementRequest.objects.count() == 0
