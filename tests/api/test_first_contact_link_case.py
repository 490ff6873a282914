"""firstContactLinkCase: the visit became a case."""

import pytest
from support import gql

pytestmark = pytest.mark.django_db
LINK = """
mutation ($id: ID!, $number: String!) {
  firstContactLinkCase(id: $id, caseNumber: $number) {
    firstContact { caseNumber steps { what } }
    errors { code field }
  }
}
"""


def test_the_case_is_named_once_however_often_it_is_said(visitor_id, received):
    for _ in range(2):
        answer = gql.ask(LINK, {"id": visitor_id, "number": received.number}, by="ana")

    assert answer.data["firstContactLinkCase"]["firstContact"] == {
        "caseNumber": "20260304-0001",
        "steps": [{"what": "RECORDED"}, {"what": "CASE_LINKED"}],
    }


def test_a_number_nobody_has_links_nothing(visitor_id):
    answer = gql.ask(LINK, {"id": visitor_id, "number": "20260304-0009"}, by="ana")

    assert answer.payload_codes("firstContactLinkCase") == [("case_not_found", "caseNumber")]
