"""caseDecideReview: by somebody else than who decided."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.actions import decline_case
from hall.cases.models import Case
from hall.cases.reviews import request_review

pytestmark = pytest.mark.django_db

STEP = """
mutation ($id: ID!, $version: Int!) {
  caseDecideReview(id: $id, expectedVersion: $version, isLifted: true, finding: "应予受理") {
    case { status reviews { isLifted } }
    errors { code field }
  }
}
"""


@pytest.fixture
def declined(east, cast, received, now):
    with inside(east):
        decline_case(received.pk, reason="不属本厅", actor=cast.ana, now=now)
        request_review(received.pk, words="应当受理", actor=cast.ana, now=now)


def test_a_lifted_refusal_is_received_again(declined, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 3}, by="bo")

    assert answer.data["caseDecideReview"] == {
        "case": {"status": "RECEIVED", "reviews": [{"isLifted": True}]},
        "errors": [],
    }


def test_a_clerk_reviews_nothing(east, declined, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 3}, by="ana")

    assert answer.codes == ["not_permitted"]
    with inside(east):
        assert Case.objects.values_list("status", "version").get() == ("declined", 3)
