"""caseUrge: somebody above asks for it to be finished."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.models import Case, Urge

pytestmark = pytest.mark.django_db

STEP = """
mutation ($id: ID!, $version: Int!, $words: String!) {
  caseUrge(id: $id, expectedVersion: $version, words: $words) {
    case { urges { number urgedBy until } }
    errors { code field }
  }
}
"""


@pytest.fixture
def accepted(east, cast, received, now):
    """The received case of East, accepted: version 2."""
    with inside(east):
        accept_case(received.pk, actor=cast.ana, now=now)
    return received


def test_an_urge_says_until_when(accepted, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 2, "words": "请尽快办结"}, by="bo")

    assert answer.data["caseUrge"] == {
        "case": {"urges": [{"number": 1, "urgedBy": "Bo", "until": "2026-03-06T17:30:00+08:00"}]},
        "errors": [],
    }


def test_a_clerk_urges_nobody(east, accepted, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 2, "words": "请尽快办结"}, by="ana")

    assert answer.codes == ["not_permitted"]
    with inside(east):
        assert (Case.objects.get().version, Urge.objects.count()) == (2, 0)


def test_an_urge_without_words_is_none(east, accepted, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 2, "words": " "}, by="bo")

    assert answer.payload_codes("caseUrge") == [("reason_missing", "words")]
    with inside(east):
        assert Urge.objects.count() == 0
