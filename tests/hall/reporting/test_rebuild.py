"""`rebuild_rollup`: running figures equal a rebuild, a broken one is found and named, --check mends nothing."""

from datetime import date, timedelta
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from support import build

from county.halls import inside
from county.registry.models import Hall
from county.rollup.models import CaseFact, DailyTally
from hall.cases.actions import accept_case, decline_case, return_case
from hall.cases.completion import collect_case, complete_case
from hall.cases.models import Case
from hall.reporting import rebuild as slicing
from hall.reporting.rebuild import rebuild
from hall.reporting.report_up import report_up

LATER = build.NOW + timedelta(days=20)


@pytest.fixture
def worked_in(own_hall):
    """A hall with eight cases, one in every state the county counts apart, all reported step by step."""
    clerk = build.actor("ana")
    with inside(own_hall):
        cases = [build.case(clerk, key=f"k{n}") for n in range(8)]
    report_up(own_hall, now=build.NOW)
    with inside(own_hall):
        for case in cases[1:7]:
            accept_case(case.pk, actor=clerk, now=build.NOW)
        complete_case(cases[1].pk, result="granted", actor=clerk, now=build.NOW)
        complete_case(cases[2].pk, result="refused", actor=clerk, now=LATER)
        complete_case(cases[3].pk, result="granted", actor=clerk, now=LATER)
        return_case(cases[4].pk, reason="材料不全", actor=clerk, now=LATER)
        decline_case(cases[7].pk, reason="不属本中心", actor=clerk, now=LATER)
    report_up(own_hall, now=build.NOW)
    with inside(own_hall):
        collect_case(
            cases[3].pk, collector_name="王芳", collector_id_number=build.ID_NUMBER, actor=clerk, now=LATER
        )
    return own_hall


def run(*arguments: str) -> tuple[int, list[str]]:
    """Exit status and printed lines."""
    out = StringIO()
    status = 0
    try:
        call_command("rebuild_rollup", *arguments, stdout=out)
    except SystemExit as stop:
        status = int(str(stop.code))
    return status, out.getvalue().splitlines()


def figures(hall) -> tuple[list, list]:
    names = [field.name for field in CaseFact._meta.fields if field.name != "id"]
    return (
        list(CaseFact.objects.filter(hall_id=hall.id).order_by("case_id").values_list(*names)),
        list(DailyTally.objects.filter(hall_id=hall.id).order_by("day").values_list()[:]),
    )


def halls() -> int:
    return Hall.objects.count()


def test_running_figures_equal_a_rebuild(worked_in):
    assert run("--check") == (0, [f"rollup: equal (8 facts, 2 tallies, {halls()} halls)"])
    facts, tallies = figures(worked_in)
    # received, completed, on time, late, declined, returned
    assert [row[3:] for row in tallies] == [(8, 1, 1, 0, 0, 0), (0, 2, 0, 2, 1, 1)]

    assert run() == (0, [f"rollup: rebuilt (8 facts, 2 tallies, {halls()} halls)"])

    rebuilt_facts, rebuilt_tallies = figures(worked_in)
    assert rebuilt_facts == facts
    assert [row[1:] for row in rebuilt_tallies] == [row[1:] for row in tallies]


def test_what_waits_is_reported_before_it_is_compared(worked_in):
    assert CaseFact.objects.filter(hall_id=worked_in.id, status="collected").count() == 0

    assert run("--check")[0] == 0

    assert CaseFact.objects.filter(hall_id=worked_in.id, status="collected").count() == 1


def test_a_broken_tally_is_named_and_left_as_it_is(worked_in):
    report_up(worked_in, now=build.NOW)
    DailyTally.objects.filter(hall_id=worked_in.id, day=date(2026, 3, 4)).update(on_time=5)

    status, lines = run("--check")

    assert status == 1
    assert lines == [
        f"{worked_in.code}: day 2026-03-04 on_time: the county has 5, the hall 1",
        f"rollup: DIFFERENT (1 differences in 8 facts, 2 tallies, {halls()} halls)",
    ]
    assert DailyTally.objects.get(hall_id=worked_in.id, day=date(2026, 3, 4)).on_time == 5

    assert run()[0] == 0
    assert run("--check")[0] == 0
    assert DailyTally.objects.get(hall_id=worked_in.id, day=date(2026, 3, 4)).on_time == 1


def test_a_broken_a_lost_and_an_invented_fact_are_each_named(worked_in):
    report_up(worked_in, now=build.NOW)
    received = CaseFact.objects.get(hall_id=worked_in.id, status="received")
    returned = CaseFact.objects.get(hall_id=worked_in.id, status="returned")
    CaseFact.objects.filter(pk=received.pk).update(kind="invented")
    CaseFact.objects.filter(pk=returned.pk).update(case_id=UUID(int=0))

    status, lines = run("--check")

    assert status == 1
    assert sorted(lines[:-1]) == sorted(
        [
            f"{worked_in.code}: case {received.case_id} kind: the county has invented, the hall ",
            f"{worked_in.code}: case {returned.case_id} fact: the county has none, the hall returned since event 3",
            f"{worked_in.code}: case {UUID(int=0)} fact: the county has one, the hall no such case",
        ]
    )


def test_slices_of_any_size_give_the_same_answer(worked_in, monkeypatch):
    report_up(worked_in, now=build.NOW)
    for size in (1, 3, 8):
        monkeypatch.setattr(slicing, "AT_ONCE", size)
        assert run("--check") == (0, [f"rollup: equal (8 facts, 2 tallies, {halls()} halls)"])
        assert rebuild(worked_in, now=build.NOW).facts == 8


def test_a_case_that_moves_while_it_is_checked_is_no_difference(worked_in, monkeypatch):
    """Between the drain and the comparison a clerk accepts a case: it waits, and waiting is not wrong."""
    report_up(worked_in, now=build.NOW)

    clerk = build.actor("ana")

    def drained_too_early(hall, *, now):
        if hall.id == worked_in.id:
            with inside(hall):
                build.case(clerk, key="meanwhile")
                accept_case(Case.objects.get(day_number=1).pk, actor=clerk, now=LATER)
        return 0

    monkeypatch.setattr(slicing, "report_up", drained_too_early)
    status, lines = run("--check")

    assert status == 0
    assert f"{worked_in.code}: 2 cases changed meanwhile and wait to be reported" in lines
