"""firstContactTellPapers: everything that is missing, told once."""

import pytest
from support import gql

pytestmark = pytest.mark.django_db
TELL = """
mutation ($id: ID!, $items: [String!]!) {
  firstContactTellPapers(id: $id, items: $items) {
    firstContact { steps { what items } }
    errors { code field }
  }
}
"""


def tell(contact, items, by="ana"):
    return gql.ask(TELL, {"id": contact, "items": items}, by=by)


def test_the_list_is_told_and_a_second_one_is_refused(visitor_id):
    answer = tell(visitor_id, ["户口簿", "照片"])

    told = {"what": "TOLD_PAPERS", "items": ["户口簿", "照片"]}
    assert answer.data["firstContactTellPapers"]["firstContact"]["steps"][1] == told
    assert tell(visitor_id, ["身份证"]).payload_codes("firstContactTellPapers") == [("papers_told", "items")]


def test_an_empty_list_tells_nothing(visitor_id):
    assert tell(visitor_id, []).payload_codes("firstContactTellPapers") == [("items_missing", "items")]
