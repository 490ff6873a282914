"""The board's figures: exact, with their denominators, in as many queries for two halls as for fifty."""

from datetime import date, timedelta

import pytest
from support.figures import DAY, bare_hall, report, tally

from county.rollup.board import Day, board, trend
from county.rollup.models import HallProgress
from county.rollup.record import record
from rules.comparison import Rate, Unranked

pytestmark = pytest.mark.django_db

MARCH = date(2026, 3, 1), date(2026, 3, 31)


@pytest.fixture(autouse=True)
def _only_bare_halls(east, west):
    """East and west are closed for these tests, so that the board shows just the halls a test makes."""
    from county.registry.models import Hall

    Hall.objects.filter(pk__in=[east.id, west.id]).update(status=Hall.Status.CLOSED)


def test_a_row_adds_up_the_days_of_the_period_and_no_others(now):
    hall = bare_hall("hill", english="Hill Hall")
    tally(hall, date(2026, 2, 28), received=100, completed=100, on_time=100)
    tally(hall, date(2026, 3, 1), received=12, completed=9, on_time=8, late=1, declined=1)
    tally(hall, date(2026, 3, 31), received=3, completed=5, on_time=3, late=2, returned=1)
    tally(hall, date(2026, 4, 1), received=100, completed=100, late=100)

    seen = board(*MARCH, now=now)

    (row,) = seen.rows
    assert (row.code, row.name, row.english) == ("hill", "hill便民服务中心", "Hill Hall")
    assert (row.received, row.completed, row.on_time, row.late) == (15, 14, 11, 3)
    assert (row.declined, row.returned, row.open_overdue) == (1, 1, 0)
    assert (row.rate, row.on_time_rate, row.rank) == (Rate(11, 14), 11 / 14, 1)
    assert (seen.first_on, seen.last_on, seen.as_of, seen.calendar_version) == (*MARCH, now, 1)
    assert (seen.total("received"), seen.rate) == (15, Rate(11, 14))


def test_halls_are_ranked_by_rate_ties_together_and_few_cases_last(now):
    for code, on_time, late in [("a", 18, 2), ("b", 9, 1), ("c", 20, 0), ("d", 9, 0), ("e", 0, 0)]:
        tally(bare_hall(code), completed=on_time + late, on_time=on_time, late=late)

    rows = board(*MARCH, now=now).rows

    assert [(row.code, row.rank, row.unranked) for row in rows] == [
        ("c", 1, None),
        ("a", 2, None),
        ("b", 2, None),
        ("d", None, Unranked.TOO_FEW_CASES),
        ("e", None, Unranked.NO_CASES),
    ]
    assert rows[-1].on_time_rate is None


def test_a_completed_case_without_a_due_date_is_counted_but_not_judged(now):
    tally(bare_hall("hill"), completed=20, on_time=10, late=0)

    (row,) = board(*MARCH, now=now).rows

    assert (row.completed, row.rate) == (20, Rate(10, 10))


def test_open_cases_past_their_due_time_are_counted_to_the_instant(now):
    hall, other = bare_hall("hill"), bare_hall("lake")
    record(
        hall.pk,
        [
            report(1, due_at=now - timedelta(seconds=1)),
            report(2, due_at=now),
            report(3, due_at=now - timedelta(days=9), status="awaiting_supplement"),
            report(4, due_at=now - timedelta(days=9), is_stopped=True),
        ],
        now=now,
    )
    record(other.pk, [report(1, due_at=now - timedelta(days=2))], now=now)

    # The period is long over: what is overdue now is overdue now.
    rows = board(date(2025, 1, 1), date(2025, 1, 31), now=now).rows

    assert {row.code: row.open_overdue for row in rows} == {"hill": 1, "lake": 1}
    assert {row.code: row.open_due_soon for row in rows} == {"hill": 0, "lake": 0}
    assert {row.received for row in rows} == {0}


def test_what_is_due_soon_and_what_was_urged_is_counted_beside_it(now):
    hall = bare_hall("hill")
    ahead = now + timedelta(days=1)
    record(
        hall.pk,
        [
            report(1, due_at=ahead, due_soon_at=now),
            report(2, due_at=ahead, due_soon_at=now + timedelta(seconds=1)),
            report(3, due_at=ahead, due_soon_at=now, is_stopped=True),
            report(4, due_at=now - timedelta(days=1), due_soon_at=now - timedelta(days=3), urges=2),
            report(5, status="completed", due_soon_at=now, urges=1),
        ],
        now=now,
    )

    (row,) = (row for row in board(date(2026, 3, 1), date(2026, 3, 31), now=now).rows if row.code == "hill")

    assert (row.open_due_soon, row.open_overdue, row.open_urged) == (1, 1, 1)


def test_each_hall_says_when_it_last_reported(now):
    quiet, busy = bare_hall("quiet"), bare_hall("busy")
    HallProgress.objects.create(hall=busy, reported_at=now)

    rows = {row.code: row.reported_at for row in board(*MARCH, now=now).rows}

    assert rows == {quiet.code: None, busy.code: now}


def test_a_closed_hall_stays_in_the_periods_it_worked_in(now):
    tally(bare_hall("gone", status="closed"), DAY, received=1)
    bare_hall("unborn", status="provisioning")

    assert [row.code for row in board(*MARCH, now=now).rows] == ["gone"]
    assert board(date(2026, 4, 1), date(2026, 4, 30), now=now).rows == ()


def test_three_queries_for_two_halls_and_for_fifty(now, django_assert_num_queries):
    for n in range(2):
        tally(bare_hall(f"small-{n}"), received=1)
    with django_assert_num_queries(3):
        assert len(board(*MARCH, now=now).rows) == 2

    for n in range(48):
        tally(bare_hall(f"more-{n}"), received=1)
    with django_assert_num_queries(3):
        assert len(board(*MARCH, now=now).rows) == 50


def test_the_trend_adds_up_all_halls_day_by_day(now, django_assert_num_queries):
    for code in ("hill", "lake"):
        hall = bare_hall(code)
        tally(hall, date(2026, 3, 2), received=5, completed=3, on_time=2, late=1)
        tally(hall, date(2026, 3, 4), received=1)
        tally(hall, date(2026, 4, 1), received=9)

    with django_assert_num_queries(1):
        days = trend(*MARCH)

    assert days == [Day(date(2026, 3, 2), 10, 4, 2), Day(date(2026, 3, 4), 2, 0, 0)]
