"""A hall that does not say in time what is missing has accepted the case, as of when its papers came."""

from datetime import timedelta

import pytest
from support import build

from county.halls import inside
from hall.cases.actions import accept_case, decline_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.cases.papers import request_supplement
from hall.cases.sweep import Swept, sweep
from hall.decisions.replay import replay
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
# Five working days after Wednesday the 4th: Wednesday the 11th, closing time.
TELL_BY = build.NOW.replace(day=11, hour=17, minute=30)


def test_the_sweep_accepts_it_as_of_receipt_when_the_time_has_passed(ruled, ana):
    ruled(supplement=build.SUPPLEMENT)
    build.case(ana)

    # Five days of the calendar are looked at first; the rule counts working days.
    assert sweep(now=build.NOW + timedelta(days=5, minutes=1)) == Swept()
    assert Case.objects.get().next_check_at == TELL_BY
    assert sweep(now=TELL_BY) == Swept()
    assert sweep(now=TELL_BY + timedelta(minutes=1)) == Swept(marked=1)

    case = Case.objects.get()
    assert (case.status, case.accepted_at, case.is_deemed_accepted) == ("accepted", build.NOW, True)
    assert case.due_at == build.NOW.replace(day=18, hour=17, minute=30)
    assert case.handler_name == "Ana"
    event = CaseEvent.objects.get(action="deem_accepted")
    assert (event.happened_at, event.actor_name) == (TELL_BY, "")
    assert event.data["counts_from"] == "2026-03-04T10:00:00+08:00"
    assert is_whole(case)
    assert [each.difference for each in replay() if each.difference] == []


def test_a_clerk_who_accepts_late_accepts_as_of_receipt_too(ruled, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)

    accept_case(case.pk, actor=ana, now=build.NOW.replace(day=6))

    stored = Case.objects.get()
    assert (stored.accepted_at, stored.is_deemed_accepted) == (build.NOW, True)
    assert stored.due_at == build.NOW.replace(day=18, hour=17, minute=30)


def test_a_hall_without_the_rule_never_accepts_by_itself(in_east, ana):
    build.case(ana)

    assert sweep(now=build.NOW + timedelta(days=90)) == Swept()
    assert Case.objects.values_list("status", "next_check_at").get() == ("received", None)


def test_the_neighbour_keeps_its_own_rule(east, west, cast):
    for hall, clerk in ((east, cast.ana), (west, cast.wei)):
        with inside(hall):
            if hall is west:
                build.regulation("2026-1", build.NOW.date(), supplement=build.SUPPLEMENT)
            build.case(clerk)
    later = TELL_BY + timedelta(days=1)
    with inside(east):
        assert sweep(now=later) == Swept()
        assert Case.objects.get().status == "received"
    with inside(west):
        assert sweep(now=later) == Swept(marked=1)
        assert Case.objects.get().status == "accepted"


def test_what_is_asked_for_too_late_is_asked_of_an_accepted_case(ruled, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)

    request_supplement(case.pk, items=["户口簿"], actor=ana, now=TELL_BY + timedelta(hours=16))

    stored = Case.objects.get()
    assert (stored.status, stored.accepted_at, stored.is_stopped) == ("accepted", build.NOW, True)
    assert list(CaseEvent.objects.order_by("sequence").values_list("action", flat=True)) == [
        "intake",
        "deem_accepted",
        "request_supplement",
    ]


def test_who_saw_it_received_is_told_that_it_is_accepted_by_rule(ruled, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)

    with pytest.raises(RuleError) as refused:
        request_supplement(
            case.pk, items=["户口簿"], actor=ana, now=TELL_BY + timedelta(hours=16), expected_version=1
        )

    assert refused.value.code == "version_conflict"
    assert Case.objects.get().status == "accepted"


def test_a_case_accepted_by_rule_cannot_be_declined_any_more(ruled, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)

    with pytest.raises(RuleError) as refused:
        decline_case(case.pk, reason="不予受理", actor=ana, now=TELL_BY + timedelta(hours=16))

    assert refused.value.code == "illegal_transition"
    assert Case.objects.values_list("status", "reason").get() == ("accepted", "")
