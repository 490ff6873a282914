"""Copied to the departments that take part, each with its limit; acknowledged by themselves."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support import build, joint
from support.joint import wanted

from hall.cases.actions import accept_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent, Deadline
from hall.decisions.replay import replay
from hall.joint.copying import acknowledge_copy, copy_case
from hall.joint.models import Part
from hall.people.models import Staff

pytestmark = pytest.mark.django_db
LATER = build.NOW + timedelta(hours=1)


def test_each_department_gets_a_part_with_a_limit_of_its_own(crew):
    case = joint.accepted(crew.ana)

    event = copy_case(case.pk, parts=[wanted("land", 3), wanted("fire", 5)], actor=crew.ana, now=build.NOW)

    land, fire = Part.objects.order_by("-department")
    assert (land.department, land.responsible, land.limit, land.unit) == (
        "land",
        "李负责",
        3,
        "working_days",
    )
    assert (land.copied_at, land.copied_by, land.acknowledged_at, land.outcome) == (
        build.NOW,
        "Ana",
        None,
        "",
    )
    due = {row.about: (row.subject_id, row.what, row.due_at) for row in Deadline.objects.all()}
    # Three working days after Wednesday the 4th: Monday the 9th; five: Wednesday the 11th.
    assert due == {
        "land": (land.pk, "part", build.NOW.replace(day=9, hour=17, minute=30)),
        "fire": (fire.pk, "part", build.NOW.replace(day=11, hour=17, minute=30)),
    }
    assert (event.action, event.data["departments"]) == ("copy", ["land", "fire"])
    assert [(line["rule"], line["article"], line["values"]) for line in event.data["why"]] == [
        ("joint_enough", "2", {"count": 3, "minimum": 3})
    ]
    assert "李负责" not in str(event.data)
    assert is_whole(Case.objects.get(pk=case.pk))
    assert [each.difference for each in replay() if each.difference] == []


def test_a_second_copy_adds_a_department_whose_limit_runs_from_then(crew):
    parts = joint.copied(crew.ana)
    next_day = build.NOW + timedelta(days=1)

    copy_case(parts["land"].case_id, parts=[wanted("water", 1)], actor=crew.ana, now=next_day)

    assert set(Part.objects.values_list("department", flat=True)) == {"land", "fire", "water"}
    assert Deadline.objects.get(about="water").due_at == build.NOW.replace(day=6, hour=17, minute=30)


def test_what_cannot_be_copied_is_refused(crew, refused, in_east):
    case = joint.accepted(crew.ana)

    def code(*parts, actor=crew.ana, **more):
        return refused(copy_case, case.pk, parts=parts, actor=actor, now=LATER, **more)

    land, fire = wanted("land"), wanted("fire")
    assert code(land) == ("too_few_for_joint", "parts")
    assert code() == ("no_department", "parts")
    assert code(land, land, fire) == ("department_twice", "parts")
    assert code(land, wanted("moon")) == ("unknown_department", "parts")
    assert code(land, wanted("fire", window="nowhere")) == ("unknown_window", "parts")
    assert code(land, replace(fire, responsible=" ")) == ("name_length", "responsible")
    assert code(land, fire, expected_version=1) == ("version_conflict", "expectedVersion")
    assert code(land, fire, actor=crew.lin) == ("not_the_lead_window", "id")


def test_a_department_that_has_a_part_gets_no_second_one(crew, refused):
    case_id = joint.copied(crew.ana)["land"].case_id

    assert refused(copy_case, case_id, parts=[wanted("land")], actor=crew.ana, now=LATER) == (
        "department_twice",
        "parts",
    )


def test_a_case_that_is_not_joint_is_not_copied(crew, refused):
    case = build.case(crew.ana, matter_code="M-10")
    two = {"parts": [wanted("land"), wanted("fire")], "actor": crew.ana, "now": LATER}
    assert refused(copy_case, case.pk, **two) == ("illegal_transition", "status")
    accept_case(case.pk, actor=crew.ana, now=build.NOW)
    assert refused(copy_case, case.pk, **two) == ("case_not_joint", "id")


def test_the_director_stands_in_for_the_lead_window(crew):
    case = joint.accepted(crew.ana)

    copy_case(case.pk, parts=[wanted("land"), wanted("fire")], actor=crew.gao, now=LATER)

    assert set(Part.objects.values_list("copied_by", flat=True)) == {"Gao"}


def test_a_rule_that_names_no_lead_lets_any_window_copy(in_east, ana):
    build.regulation("2026-1", build.NOW.date(), joint={"article": "2"})
    crew = joint.crew(ana)
    case = joint.accepted(ana)

    copy_case(case.pk, parts=[wanted("land")], actor=crew.lin, now=LATER)  # two departments, none stated

    assert Part.objects.get().copied_by == "Lin"


def test_a_copy_is_acknowledged_once_by_its_own_department(crew, refused):
    parts = joint.copied(crew.ana)
    land = parts["land"].pk
    for other in (crew.fang, crew.ana, crew.gao):
        assert refused(acknowledge_copy, land, actor=other, now=LATER) == (
            "part_of_another_department",
            "partId",
        )

    event = acknowledge_copy(land, actor=crew.lin, now=LATER)

    part = Part.objects.get(pk=land)
    assert (part.acknowledged_at, part.acknowledged_by) == (LATER, "Lin")
    assert (event.action, event.data) == ("acknowledge_copy", {"department": "land"})
    assert refused(acknowledge_copy, land, actor=crew.lin, now=LATER) == ("already_acknowledged", "partId")
    assert CaseEvent.objects.filter(action="acknowledge_copy").count() == 1


def test_who_has_left_the_window_acknowledges_nothing(crew, refused):
    parts = joint.copied(crew.ana)
    Staff.objects.filter(name="Lin").update(is_active=False)

    assert refused(acknowledge_copy, parts["land"].pk, actor=crew.lin, now=LATER)[0] == (
        "part_of_another_department"
    )


def test_a_part_may_be_decided_at_a_window_named_for_it(crew):
    case = joint.accepted(crew.ana)
    parts = [wanted("land", window="water"), wanted("fire")]
    copy_case(case.pk, parts=parts, actor=crew.ana, now=LATER)

    acknowledge_copy(Part.objects.get(department="land").pk, actor=crew.shui, now=LATER)

    assert Part.objects.get(department="land").acknowledged_by == "Shui"
