"""caseDecidePart: a department decides its part, and no other one."""

import pytest
from support import gql

from county.halls import inside
from hall.joint.models import Part

pytestmark = pytest.mark.django_db

DECIDE = """
mutation ($part: ID!, $outcome: PartOutcome!) {
  caseDecidePart(partId: $part, outcome: $outcome, opinion: "不符合规划") {
    case { status parts { department outcome decidedAt } }
    errors { code field }
  }
}
"""


def ask(part, outcome="REFUSED", kind="Part", at="east", by="ana"):
    return gql.ask(DECIDE, {"part": gql.global_id("east", part.pk, kind), "outcome": outcome}, at=at, by=by)


def test_a_department_decides_its_part(parts):
    shown = ask(parts["fire"]).data["caseDecidePart"]

    assert shown["errors"] == []
    assert shown["case"]["status"] == "ACCEPTED"
    assert {each["department"]: (each["outcome"], each["decidedAt"]) for each in shown["case"]["parts"]} == {
        "fire": ("REFUSED", "2026-03-04T10:00:00+08:00"),
        "land": (None, None),
    }


@pytest.mark.parametrize(
    ("department", "asked", "code"),
    [
        ("land", {}, "part_of_another_department"),
        ("fire", {"kind": "Case"}, "id_of_another_kind"),
        ("fire", {"at": "west", "by": "wei"}, "id_of_another_hall"),
    ],
)
def test_the_wrong_department_or_a_wrong_id_decides_nothing(east, cast, parts, department, asked, code):
    answer = ask(parts[department], **asked)

    assert answer.payload_codes("caseDecidePart") == [(code, "partId")]
    assert answer.data["caseDecidePart"]["case"] is None
    with inside(east):
        assert set(Part.objects.values_list("outcome", "case__version")) == {("", 3)}
