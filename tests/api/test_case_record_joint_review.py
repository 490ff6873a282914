"""caseRecordJointReview: when, who came, what they found."""

import pytest
from support import gql, joint

from county.halls import inside
from hall.joint.models import JointReview

pytestmark = pytest.mark.django_db

REVIEW = """
mutation ($id: ID!, $held: DateTime!) {
  caseRecordJointReview(id: $id, expectedVersion: 2, heldAt: $held, attendees: ["林一", "方二"],
                   opinion: "现场符合要求") { case { version } errors { code field } }
}
"""
TEN = "2026-03-04T10:00:00+08:00"


@pytest.fixture
def ask(east, crew):
    with inside(east):
        case = joint.accepted(crew.ana)
    return lambda held: gql.ask(REVIEW, {"id": gql.global_id("east", case.pk), "held": held}, by="ana")


def test_a_joint_review_is_put_on_record(east, ask):
    assert ask(TEN).data["caseRecordJointReview"] == {"case": {"version": 3}, "errors": []}

    with inside(east):
        row = JointReview.objects.get()
    assert (row.attendees, row.opinion) == (["林一", "方二"], "现场符合要求")


def test_one_of_the_future_is_refused(east, ask):
    answer = ask("2026-03-05T10:00:00+08:00")

    assert answer.payload_codes("caseRecordJointReview") == [("moment_out_of_range", "heldAt")]
    with inside(east):
        assert JointReview.objects.count() == 0
