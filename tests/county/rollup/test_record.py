"""Taking in reports: replay changes nothing, the newest state wins, and no hall touches another's figures."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.figures import DAY, completed, report

from county.rollup.models import CaseFact, DailyTally, HallProgress
from county.rollup.record import record

pytestmark = pytest.mark.django_db

NEXT_DAY = date(2026, 3, 5)
ZERO = dict.fromkeys(("received", "completed", "on_time", "late", "declined", "returned"), 0)


def tallies(hall) -> dict[date, dict[str, int]]:
    rows = DailyTally.objects.filter(hall_id=hall.id).values("day", *ZERO)
    return {row.pop("day"): row for row in rows}


def figures(hall) -> list[tuple]:
    return [
        *CaseFact.objects.filter(hall_id=hall.id).order_by("case_id").values_list(),
        *tallies(hall).items(),
    ]


def test_a_received_case_counts_on_the_day_it_came(east, now):
    record(east.id, [report(status="received", sequence=1)], now=now)

    assert tallies(east) == {DAY: {**ZERO, "received": 1}}
    assert HallProgress.objects.get(hall_id=east.id).reported_at == now


def test_each_end_of_a_case_has_its_own_column(east, now):
    record(
        east.id,
        [
            completed(1, on=NEXT_DAY, on_time=True),
            completed(2, on=NEXT_DAY, on_time=False, status="collected"),
            report(3, status="declined", ended_on=NEXT_DAY),
            report(4, status="returned", ended_on=NEXT_DAY),
            report(5),
        ],
        now=now,
    )

    assert tallies(east) == {
        DAY: {**ZERO, "received": 5},
        NEXT_DAY: {"received": 0, "completed": 2, "on_time": 1, "late": 1, "declined": 1, "returned": 1},
    }


def test_a_case_reported_twice_counts_once(east, now):
    record(east.id, [completed()], now=now)
    before = figures(east)

    record(east.id, [completed()], now=now + timedelta(minutes=5))

    assert figures(east) == before
    assert tallies(east)[DAY]["completed"] == 1


def test_an_older_report_that_arrives_later_changes_nothing(east, now):
    record(east.id, [completed(sequence=3)], now=now)
    before = figures(east)

    record(east.id, [report(sequence=2)], now=now)

    assert figures(east) == before
    assert CaseFact.objects.get().status == "completed"


def test_a_newer_report_moves_the_case_from_one_day_to_another(east, now):
    first = completed(on=DAY, on_time=True)
    record(east.id, [first], now=now)

    record(east.id, [replace(first, sequence=5, ended_on=NEXT_DAY, was_on_time=False)], now=now)

    assert tallies(east) == {
        DAY: {**ZERO, "received": 1},
        NEXT_DAY: {**ZERO, "completed": 1, "late": 1},
    }


def test_a_report_of_one_hall_never_changes_anothers_figures(east, west, now):
    record(west.id, [completed(1)], now=now)
    before = figures(west)

    # The same case id on purpose: it is another case, for it is another hall's.
    record(east.id, [report(1, sequence=9, status="declined", ended_on=DAY)], now=now)

    assert figures(west) == before
    assert tallies(east)[DAY]["declined"] == 1
    assert CaseFact.objects.filter(case_id=report(1).case_id).count() == 2


def test_nothing_to_report_leaves_no_trace(east, now):
    record(east.id, [], now=now)

    assert figures(east) == []
    assert not HallProgress.objects.filter(hall_id=east.id).exists()
