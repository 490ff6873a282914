"""caseCopy: the departments get their parts; how many queries they cost does not depend on how many there are."""

import pytest
from support import build, gql, joint
from support.counts import counted

from county.halls import inside
from hall.cases.models import Case
from hall.joint.models import Part

pytestmark = pytest.mark.django_db

COPY = """
mutation ($id: ID!, $version: Int!, $parts: [PartInput!]!) {
  caseCopy(id: $id, expectedVersion: $version, parts: $parts) {
    case { version parts { department responsible copiedAt acknowledgedAt decidedAt outcome dueAt isLate } }
    errors { code field }
  }
}
"""
PARTS = """
query ($first: Int!) { cases(first: $first) { edges { node { number parts { department dueAt isLate } } } } }
"""


def part(department: str, limit: int = 3, **more: object) -> dict[str, object]:
    return {
        "department": department,
        "responsible": "李四",
        "limit": limit,
        "unit": "WORKING_DAYS",
        **more,
    }


def ask(case, *parts, by="ana", version=2):
    variables = {"id": gql.global_id("east", case.pk), "version": version, "parts": list(parts)}
    return gql.ask(COPY, variables, by=by)


def test_a_joint_case_is_copied_and_shows_its_parts(east, crew):
    with inside(east):
        case = joint.accepted(crew.ana)

    answer = ask(case, part("land"), part("fire", 5, windowCode="water"))

    shown = answer.data["caseCopy"]
    assert (shown["errors"], shown["case"]["version"]) == ([], 3)
    assert {each["department"]: each for each in shown["case"]["parts"]}["land"] == {
        "department": "land",
        "responsible": "李四",
        "copiedAt": "2026-03-04T10:00:00+08:00",
        "acknowledgedAt": None,
        "decidedAt": None,
        "outcome": None,
        "dueAt": "2026-03-09T17:30:00+08:00",
        "isLate": False,
    }
    with inside(east):
        assert Part.objects.get(department="fire").window.code == "water"


def test_too_few_are_refused_and_nothing_is_copied(east, crew):
    with inside(east):
        case = joint.accepted(crew.ana)

    answer = ask(case, part("land"))

    assert answer.payload_codes("caseCopy") == [("too_few_for_joint", "parts")]
    assert answer.data["caseCopy"]["case"] is None
    with inside(east):
        assert (Case.objects.get().version, Part.objects.count()) == (2, 0)


def test_parts_cost_the_same_for_one_case_and_for_many(east, crew):
    with inside(east):
        for n in range(4):
            joint.copied(crew.ana, key=f"joint-{n}")

    token = gql.token("case.read")
    gql.ask(PARTS, {"first": 1}, token=token)
    for first in (1, 4):
        with counted("cases with parts"):
            answer = gql.ask(PARTS, {"first": first}, token=token)
        edges = answer.data["cases"]["edges"]
        assert [len(edge["node"]["parts"]) for edge in edges] == [2] * first


def test_a_part_past_its_limit_is_late(east, crew, monkeypatch):
    with inside(east):
        joint.copied(crew.ana)
    monkeypatch.setattr("county.now.now", lambda: build.NOW.replace(day=10))

    answer = gql.ask(PARTS, {"first": 1}, by="ana")

    parts = answer.data["cases"]["edges"][0]["node"]["parts"]
    assert {each["department"]: each["isLate"] for each in parts} == {"land": True, "fire": False}
