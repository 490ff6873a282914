"""caseRequestReview: the applicant does not agree."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.actions import decline_case
from hall.cases.models import Review

pytestmark = pytest.mark.django_db

STEP = """
mutation ($id: ID!, $version: Int!, $words: String!) {
  caseRequestReview(id: $id, expectedVersion: $version, words: $words) {
    case { status reviews { isLifted } }
    errors { code field }
  }
}
"""


@pytest.fixture
def declined(east, cast, received, now):
    with inside(east):
        decline_case(received.pk, reason="不属本厅", actor=cast.ana, now=now)


def test_a_review_is_asked_for(declined, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 2, "words": "应当受理"}, by="ana")

    assert answer.data["caseRequestReview"] == {
        "case": {"status": "DECLINED", "reviews": [{"isLifted": None}]},
        "errors": [],
    }


def test_without_words_no_review_waits(east, declined, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 2, "words": ""}, by="ana")

    assert answer.payload_codes("caseRequestReview") == [("reason_missing", "words")]
    with inside(east):
        assert Review.objects.count() == 0
