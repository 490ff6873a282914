"""Stops, papers, extensions, reviews and the sweep at one case in the same moment: the interleaving is forced."""

from datetime import timedelta

import pytest
from support import build
from support.race import held_after, threads, wait_for_a_lock

from county.halls import inside
from hall.cases.actions import accept_case, return_case
from hall.cases.agreement import disagreements
from hall.cases.clock_stops import stop_clock
from hall.cases.completion import complete_case
from hall.cases.events import is_whole
from hall.cases.extensions import decide_extension, request_extension
from hall.cases.models import Case, CaseEvent, ClockStop, Deadline, ExtensionRequest, SupplementRequest
from hall.cases.papers import receive_supplement, request_supplement
from hall.cases.sweep import Swept, sweep
from hall.conduct.models import ConductLead
from hall.decisions.replay import replay
from hall.notices.models import Notice
from rules.errors import RuleError

STEP = "hall.cases.transition.step"  # between the lock and the save
LATER = build.NOW + timedelta(hours=1)
# Three working days after Wednesday the 4th is Monday the 9th; five is Wednesday the 11th.
PAPERS_LATE = build.NOW.replace(day=10, hour=8, minute=0)
TOLD_LATE = build.NOW.replace(day=12, hour=8, minute=0)
RULES = {
    "supplement": build.SUPPLEMENT,
    "extension": {
        "article": "1",
        "max_days": 5,
        "unit": "working_days",
        "approved_by": "administrator",
    },
}


@pytest.fixture
def case(own_hall) -> Case:
    ana = build.actor("ana")
    with inside(own_hall):
        build.regulation("2026-1", build.NOW.date(), **RULES)
        return build.case(ana)


@pytest.fixture
def accepted(own_hall, case) -> Case:
    ana = build.actor("ana")
    with inside(own_hall):
        accept_case(case.pk, actor=ana, now=build.NOW)
    return case


def story(hall):
    """The steps of the only case, which is whole, agrees with what was decided, and is told of only once."""
    with inside(hall):
        case = Case.objects.get()
        assert is_whole(case)
        assert list(disagreements()) == []
        assert [each.difference for each in replay() if each.difference] == []
        return list(CaseEvent.objects.order_by("sequence").values_list("action", flat=True))


def race(hall, first, second):
    """`first` holds the case while `second` waits for it; the error of `second`, if it was refused."""
    with held_after(STEP, "first") as held, threads(hall) as start:
        one = start("first", first)
        held.wait_until_there()
        two = start("second", second)
        wait_for_a_lock()
        held.go_on.set()
        one.result(10)
        try:
            two.result(10)
        except RuleError as error:
            return error.code
    return ""


def test_a_stop_that_races_a_completion_stops_nothing(own_hall, accepted):
    ana, bo = build.actor("ana"), build.actor("bo")

    code = race(
        own_hall,
        lambda: complete_case(accepted.pk, result="granted", actor=ana, now=LATER),
        lambda: stop_clock(accepted.pk, reason="hearing", evidence="听证通知", actor=bo, now=LATER),
    )

    assert code == "illegal_transition"
    assert story(own_hall) == ["intake", "accept", "complete"]
    with inside(own_hall):
        assert ClockStop.objects.count() == 0


def test_a_completion_that_races_a_stop_is_told_that_the_clock_stands(own_hall, accepted):
    ana, bo = build.actor("ana"), build.actor("bo")

    code = race(
        own_hall,
        lambda: stop_clock(accepted.pk, reason="hearing", evidence="听证通知", actor=bo, now=LATER),
        lambda: complete_case(accepted.pk, result="granted", actor=ana, now=LATER),
    )

    assert code == "clock_is_stopped"
    assert story(own_hall) == ["intake", "accept", "stop_clock"]
    with inside(own_hall):
        assert not Notice.objects.filter(kind="completion").exists()


@pytest.mark.parametrize("first", ["complete", "return"])
def test_completion_and_return_at_once_one_wins(own_hall, accepted, first):
    ana, bo = build.actor("ana"), build.actor("bo")
    verbs = {
        "complete": lambda: complete_case(accepted.pk, result="granted", actor=ana, now=LATER),
        "return": lambda: return_case(accepted.pk, reason="材料不属实", actor=bo, now=LATER),
    }
    second = next(name for name in verbs if name != first)

    assert race(own_hall, verbs[first], verbs[second]) == "illegal_transition"

    assert story(own_hall) == ["intake", "accept", first]
    with inside(own_hall):
        kinds = set(Notice.objects.values_list("kind", flat=True))
        assert kinds == {"commitment", "completion" if first == "complete" else "return"}
        assert Case.objects.get().result == ("granted" if first == "complete" else "")


@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_double_click_asks_for_papers_once(own_hall, case, is_accepted):
    ana = build.actor("ana")
    if is_accepted:
        with inside(own_hall):
            accept_case(case.pk, actor=ana, now=build.NOW)

    def ask():
        return request_supplement(case.pk, items=["户口簿"], actor=ana, now=LATER)

    assert race(own_hall, ask, ask) == ("supplement_still_open" if is_accepted else "illegal_transition")

    assert story(own_hall).count("request_supplement") == 1
    with inside(own_hall):
        counts = [model.objects.count() for model in (SupplementRequest, Deadline, ConductLead)]
        assert counts == [1, 1, 0]
        assert Notice.objects.filter(kind="one_time").count() == 1


def test_two_extensions_at_once_one_waits_and_the_other_is_told(own_hall, accepted):
    ana, dan = build.actor("ana"), build.actor("dan")

    code = race(
        own_hall,
        lambda: request_extension(accepted.pk, days=5, reason="案情复杂", actor=ana, now=LATER),
        lambda: request_extension(accepted.pk, days=5, reason="案情复杂", actor=dan, now=LATER),
    )

    assert code == "extension_waits"
    with inside(own_hall):
        assert ExtensionRequest.objects.values_list("asked_by", flat=True).get() == "Ana"


def test_a_double_click_grants_once(own_hall, accepted):
    ana, bo = build.actor("ana"), build.actor("bo")
    with inside(own_hall):
        request_extension(accepted.pk, days=3, reason="案情复杂", actor=ana, now=LATER)

    def grant():
        return decide_extension(accepted.pk, is_granted=True, actor=bo, now=LATER)

    assert race(own_hall, grant, grant) == "extension_not_asked"

    assert story(own_hall) == ["intake", "accept", "request_extension", "extend"]
    with inside(own_hall):
        assert Case.objects.get().due_at == build.NOW.replace(day=23, hour=17, minute=30)
        assert Notice.objects.filter(kind="extension").count() == 1


def test_the_sweep_leaves_a_case_whose_papers_are_just_coming(own_hall, accepted):
    ana = build.actor("ana")
    with inside(own_hall):
        request_supplement(accepted.pk, items=["户口簿"], actor=ana, now=LATER)
    with held_after(STEP, "ana") as held, threads(own_hall) as start:
        receiving = start("ana", lambda: receive_supplement(accepted.pk, actor=ana, now=LATER))
        held.wait_until_there()
        assert start("sweep", lambda: sweep(now=PAPERS_LATE)).result(5) == Swept()
        held.go_on.set()
        receiving.result(10)

    with inside(own_hall):
        assert sweep(now=PAPERS_LATE) == Swept()
    assert story(own_hall) == ["intake", "accept", "request_supplement", "receive_supplement"]


def test_papers_that_come_while_the_sweep_refuses_the_case_come_too_late(own_hall, case):
    ana = build.actor("ana")
    with inside(own_hall):
        request_supplement(case.pk, items=["户口簿"], actor=ana, now=LATER)

    code = race(
        own_hall,
        lambda: sweep(now=PAPERS_LATE),
        lambda: receive_supplement(case.pk, actor=ana, now=PAPERS_LATE),
    )

    assert code == "illegal_transition"
    assert story(own_hall) == ["intake", "request_supplement", "lapse"]
    with inside(own_hall):
        assert Case.objects.get().status == "declined"
        assert SupplementRequest.objects.get().received_at is None


def test_a_clerk_who_accepts_while_the_sweep_does_accepts_nothing_twice(own_hall, case):
    ana = build.actor("ana")

    code = race(
        own_hall,
        lambda: sweep(now=TOLD_LATE),
        lambda: accept_case(case.pk, actor=ana, now=TOLD_LATE),
    )

    assert code == "illegal_transition"
    assert story(own_hall) == ["intake", "deem_accepted"]
    with inside(own_hall):
        assert Notice.objects.filter(kind="commitment").count() == 1


def test_papers_asked_for_while_the_sweep_accepts_are_asked_of_an_accepted_case(own_hall, case):
    ana = build.actor("ana")

    code = race(
        own_hall,
        lambda: sweep(now=TOLD_LATE),
        lambda: request_supplement(case.pk, items=["户口簿"], actor=ana, now=TOLD_LATE),
    )

    assert code == ""
    assert story(own_hall) == ["intake", "deem_accepted", "request_supplement"]
    with inside(own_hall):
        assert Case.objects.values_list("status", "is_stopped").get() == ("accepted", True)
