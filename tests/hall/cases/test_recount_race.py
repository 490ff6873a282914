"""A clerk and the recount at one case in the same moment, two recounts of one hall: the interleaving is forced."""

from datetime import date, timedelta

import psycopg
import pytest
from django.db import connection
from support import build
from support.race import held_after, threads
from support.worker import database_url, eventually

from county.halls import inside
from county.rollup.models import CaseFact
from county.standards.models import Recount
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.cases.recount import SOON, count_behind, recount
from hall.office.close import announce_closure
from hall.reporting.rebuild import check
from hall.reporting.report_up import report_up

LATER = build.NOW + timedelta(hours=1)
STEP = "hall.cases.transition.step"  # between the lock and the save


def clock():
    return LATER


@pytest.fixture
def behind(own_hall):
    """A hall with three accepted cases, all of which a closure moves."""
    ana = build.actor("ana")
    with inside(own_hall):
        for n in range(3):
            case = build.case(ana, key=f"k{n}")
            accept_case(case.pk, actor=ana, now=build.NOW)
        announce_closure(date(2026, 3, 9), date(2026, 3, 9), "检修", actor=ana, now=build.NOW)
    return own_hall


def story(hall, case) -> list[str]:
    with inside(hall):
        stored = Case.objects.get(pk=case.pk)
        assert is_whole(stored)
        return list(
            CaseEvent.objects.filter(case=stored).order_by("sequence").values_list("action", flat=True)
        )


def test_a_case_a_clerk_is_completing_is_left_alone(behind):
    ana = build.actor("ana")
    with inside(behind):
        case, *others = Case.objects.order_by("pk")
    with held_after(STEP, "ana") as held, threads(behind) as start:
        work = start("ana", lambda: complete_case(case.pk, result="granted", actor=ana, now=LATER))
        held.wait_until_there()

        assert recount(behind, clock=clock) is False

        row = Recount.objects.get(hall_id=behind.id)
        # The calendar has nothing to do; what a closure moved and a clerk holds is tried again soon.
        assert (row.total, row.counted, row.finished_at, row.next_try_at) == (0, 0, LATER, LATER + SOON)
        with inside(behind):
            assert sorted(Case.objects.values_list("closures_version", flat=True)) == [0, 1, 1]
        held.go_on.set()
        assert work.result(10).action == "complete"

    recount(behind, clock=clock)

    assert story(behind, case) == ["intake", "accept", "complete"]
    assert [story(behind, other) for other in others] == [["intake", "accept", "recount"]] * 2
    row.refresh_from_db()
    assert (row.finished_at, row.next_try_at) == (LATER, None)


def test_a_clerk_who_completes_what_was_just_recounted_is_not_sent_back(behind):
    """The recount changed nothing that a person decided."""
    with inside(behind):
        case = Case.objects.order_by("pk").first()
    seen, ana = case.version, build.actor("ana")
    recount(behind, clock=clock)

    with inside(behind):
        complete_case(case.pk, result="granted", actor=ana, now=LATER, expected_version=seen)

    assert story(behind, case) == ["intake", "accept", "recount", "complete"]


def is_locked(hall) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = %s", [hall.id])
        return cursor.fetchone() is not None


def test_only_one_counts_in_a_hall_and_a_killed_one_leaves_no_lock(behind):
    with psycopg.connect(database_url(), autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(hashtext('recount'), %s)", [behind.id])
        assert recount(behind, clock=clock) is False
        assert not Recount.objects.filter(hall_id=behind.id).exists()
        with inside(behind):
            assert set(Case.objects.values_list("closures_version", flat=True)) == {0}

    # Its server process ends a moment after the connection.
    eventually(lambda: not is_locked(behind), within=10)
    recount(behind, clock=clock)

    with inside(behind):
        assert set(Case.objects.values_list("closures_version", flat=True)) == {1}


def test_a_case_accepted_by_the_old_closures_while_the_recount_ran_is_found_afterwards(behind):
    ana = build.actor("ana")
    with inside(behind):
        late = build.case(ana, key="late")
    with held_after("hall.cases.acceptance.closures", "ana") as held, threads(behind) as start:
        work = start("ana", lambda: accept_case(late.pk, actor=ana, now=build.NOW))
        held.wait_until_there()
        with inside(behind):
            announce_closure(date(2026, 3, 10), date(2026, 3, 10), "停电", actor=ana, now=build.NOW)
        recount(behind, clock=clock)
        held.go_on.set()
        work.result(10)
    with inside(behind):
        assert Case.objects.get(pk=late.pk).closures_version == 1
        assert count_behind() == 1

    recount(behind, clock=clock)

    assert story(behind, late) == ["intake", "accept", "recount"]
    with inside(behind):
        assert count_behind() == 0
        assert Case.objects.get(pk=late.pk).due_at.date() == date(2026, 3, 20)


def test_the_countys_figures_follow_and_equal_a_count_from_scratch(behind):
    report_up(behind, now=build.NOW)
    recount(behind, clock=clock)
    report_up(behind, now=LATER)

    with inside(behind):
        due = list(Case.objects.order_by("pk").values_list("pk", "due_at", "version"))
    facts = CaseFact.objects.filter(hall_id=behind.id).order_by("case_id")
    assert {(due_at.date(), version) for _key, due_at, version in due} == {(date(2026, 3, 19), 3)}
    assert list(facts.values_list("case_id", "due_at", "sequence")) == due
    assert check(behind, now=LATER).differences == []
