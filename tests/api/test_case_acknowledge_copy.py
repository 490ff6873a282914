"""caseAcknowledgeCopy: the department itself says that its copy came."""

import pytest
from support import gql

from county.halls import inside
from hall.joint.models import Part

pytestmark = pytest.mark.django_db

ACKNOWLEDGE = """
mutation ($part: ID!) {
  caseAcknowledgeCopy(partId: $part) { case { parts { department acknowledgedAt } } errors { code field } }
}
"""


def ask(part):
    return gql.ask(ACKNOWLEDGE, {"part": gql.global_id("east", part.pk, "Part")}, by="ana")


def test_the_department_of_the_part_acknowledges(parts):
    answer = ask(parts["fire"])

    shown = answer.data["caseAcknowledgeCopy"]
    assert shown["errors"] == []
    assert {each["department"]: each["acknowledgedAt"] for each in shown["case"]["parts"]} == {
        "fire": "2026-03-04T10:00:00+08:00",
        "land": None,
    }


def test_another_department_does_not(east, parts):
    answer = ask(parts["land"])

    assert answer.payload_codes("caseAcknowledgeCopy") == [("part_of_another_department", "partId")]
    with inside(east):
        assert Part.objects.get(department="land").acknowledged_at is None
        assert Part.objects.get(department="land").case.version == 3
