"""Two people, or a person and the sweep, at the same case in the same moment: the interleaving is forced."""

from datetime import timedelta

import pytest
from support import build
from support.race import held_after, threads, wait_for_a_lock

from county.halls import inside
from hall.cases.actions import accept_case, decline_case
from hall.cases.completion import complete_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.cases.sweep import Swept, look_at, sweep
from rules.errors import RuleError

STEP = "hall.cases.transition.step"  # between the lock and the save
LATER = build.NOW + timedelta(days=60)


@pytest.fixture
def case(own_hall) -> Case:
    ana = build.actor("ana")
    with inside(own_hall):
        return build.case(ana)


def stored(hall: object) -> tuple[Case, list[str]]:
    with inside(hall):
        case = Case.objects.get()
        assert is_whole(case)
        return case, list(CaseEvent.objects.order_by("sequence").values_list("action", flat=True))


def test_two_clerks_at_once_one_wins_and_the_other_is_told_who(own_hall, case):
    ana, bo = build.actor("ana"), build.actor("bo")
    with held_after(STEP, "ana") as held, threads(own_hall) as start:
        first = start("ana", lambda: accept_case(case.pk, actor=ana, now=build.NOW, expected_version=1))
        held.wait_until_there()
        second = start(
            "bo", lambda: decline_case(case.pk, reason="x", actor=bo, now=build.NOW, expected_version=1)
        )
        wait_for_a_lock()
        held.go_on.set()

        assert first.result(10).action == "accept"
        with pytest.raises(RuleError) as refused:
            second.result(10)

    assert refused.value.code == "version_conflict"
    assert refused.value.values == {"who": "Ana", "status": "accepted", "version": 2}
    assert stored(own_hall)[0].status == "accepted"
    assert stored(own_hall)[1] == ["intake", "accept"]


def test_two_clicks_of_one_clerk_are_one_step(own_hall, case):
    """Without a version to compare, the table refuses the second."""
    ana = build.actor("ana")
    with held_after(STEP, "first") as held, threads(own_hall) as start:
        first = start("first", lambda: accept_case(case.pk, actor=ana, now=build.NOW))
        held.wait_until_there()
        second = start("second", lambda: accept_case(case.pk, actor=ana, now=build.NOW))
        wait_for_a_lock()
        held.go_on.set()

        assert first.result(10).action == "accept"
        with pytest.raises(RuleError) as refused:
            second.result(10)

    assert refused.value.code == "illegal_transition"
    assert stored(own_hall)[1] == ["intake", "accept"]


def test_the_sweep_leaves_a_case_that_is_being_completed(own_hall, case):
    ana = build.actor("ana")
    with inside(own_hall):
        accept_case(case.pk, actor=ana, now=build.NOW)
    with held_after(STEP, "ana") as held, threads(own_hall) as start:
        completing = start("ana", lambda: complete_case(case.pk, result="granted", actor=ana, now=LATER))
        held.wait_until_there()
        # It does not wait for the clerk, fails nothing and marks nothing.
        assert start("sweep", lambda: sweep(now=LATER)).result(3) == Swept(marked=0, failed=0)
        held.go_on.set()
        completing.result(10)

    assert start_and_sweep(own_hall) == Swept()
    assert stored(own_hall)[1] == ["intake", "accept", "complete"]


def start_and_sweep(hall: object) -> Swept:
    with inside(hall):
        return sweep(now=LATER)


def test_a_clerk_completes_a_case_that_the_sweep_marked_a_moment_before(own_hall, case):
    """The mark changed nothing a person decided, so it is no reason to send the clerk back."""
    ana = build.actor("ana")
    with inside(own_hall):
        accept_case(case.pk, actor=ana, now=build.NOW)
    with held_after(STEP, "sweep") as held, threads(own_hall) as start:
        marking = start("sweep", lambda: look_at(case.pk, now=LATER))
        held.wait_until_there()
        completing = start(
            "ana",
            lambda: complete_case(case.pk, result="granted", actor=ana, now=LATER, expected_version=2),
        )
        wait_for_a_lock()
        held.go_on.set()
        assert marking.result(10) is True
        event = completing.result(10)

    assert (event.sequence, event.data["state"]) == (4, "overdue")
    assert stored(own_hall)[1] == ["intake", "accept", "mark_overdue", "complete"]


def test_two_sweeps_at_once_mark_once(own_hall, case):
    ana = build.actor("ana")
    with inside(own_hall):
        accept_case(case.pk, actor=ana, now=build.NOW)
    with held_after(STEP, "one") as held, threads(own_hall) as start:
        one = start("one", lambda: sweep(now=LATER))
        held.wait_until_there()
        assert start("two", lambda: sweep(now=LATER)).result(3) == Swept()
        held.go_on.set()
        assert one.result(10) == Swept(marked=1)

    assert stored(own_hall)[1] == ["intake", "accept", "mark_overdue"]
