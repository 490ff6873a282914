"""Two people at the parts of one case in the same moment: the interleaving is forced."""

from datetime import timedelta

import pytest
from support import build, joint
from support.race import held_after, threads, wait_for_a_lock

from county.halls import inside
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.joint.models import Part
from hall.joint.parts import decide_part
from rules.errors import RuleError

STEP = "hall.cases.transition.step"  # between the lock and the save
LATER = build.NOW + timedelta(hours=1)


@pytest.fixture
def crew_and_parts(own_hall):
    ana = build.actor("ana")
    with inside(own_hall):
        build.regulation("2026-1", build.NOW.date(), joint=joint.RULE)
        crew = joint.crew(ana)
        return crew, joint.copied(crew.ana)


def decide(part, actor, outcome="approved"):
    return lambda: decide_part(part.pk, outcome=outcome, opinion="可", actor=actor, now=LATER)


def test_two_departments_that_decide_at_once_both_go_through(own_hall, crew_and_parts):
    crew, parts = crew_and_parts
    with held_after(STEP, "lin") as held, threads(own_hall) as start:
        first = start("lin", decide(parts["land"], crew.lin))
        held.wait_until_there()
        second = start("fang", decide(parts["fire"], crew.fang, "refused"))
        wait_for_a_lock()
        held.go_on.set()
        assert (first.result(10).sequence, second.result(10).sequence) == (4, 5)

    with inside(own_hall):
        assert dict(Part.objects.values_list("department", "outcome")) == {
            "land": "approved",
            "fire": "refused",
        }
        assert is_whole(Case.objects.get())


def test_the_same_part_decided_twice_at_once_is_decided_by_the_first(own_hall, crew_and_parts):
    crew, parts = crew_and_parts
    with held_after(STEP, "first") as held, threads(own_hall) as start:
        first = start("first", decide(parts["land"], crew.lin))
        held.wait_until_there()
        second = start("second", decide(parts["land"], crew.lin, "refused"))
        wait_for_a_lock()
        held.go_on.set()
        assert first.result(10).data["outcome"] == "approved"
        with pytest.raises(RuleError) as refused:
            second.result(10)

    assert refused.value.code == "part_is_decided"
    assert refused.value.values == {"who": "Lin"}
    with inside(own_hall):
        assert Part.objects.get(department="land").outcome == "approved"
        assert CaseEvent.objects.filter(action="decide_part").count() == 1
        assert is_whole(Case.objects.get())
