"""Many intakes at once, on connections of their own: no gap, no double."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from support import build
from support.race import held_after, threads, wait_for_a_lock

from county.halls import inside
from hall.cases.intake import intake
from hall.cases.models import Case, DayCounter


def test_fifty_parallel_intakes_leave_no_gap(own_hall):
    def take_in(n: int) -> str:
        try:
            with inside(own_hall):
                return intake(build.application(), key=f"parallel-{n}", actor=clerk, now=build.NOW).number
        finally:
            connection.close()

    clerk = build.actor("ana")
    with ThreadPoolExecutor(8) as threads:
        numbers = sorted(threads.map(take_in, range(50)))

    assert numbers == [f"20260304-{n:04d}" for n in range(1, 51)]


def test_parallel_intakes_with_one_key_make_one_case(own_hall):
    def take_in(_: int) -> str:
        try:
            with inside(own_hall):
                return intake(build.application(), key="double click", actor=clerk, now=build.NOW).number
        finally:
            connection.close()

    clerk = build.actor("ana")
    with ThreadPoolExecutor(8) as threads:
        numbers = set(threads.map(take_in, range(16)))

    assert numbers == {"20260304-0001"}
    with inside(own_hall):
        assert Case.objects.count() == 1
        assert DayCounter.objects.get().last == 1


def test_at_midnight_the_new_day_waits_for_no_number_of_the_old_and_a_failure_leaves_no_gap(own_hall):
    clerk = build.actor("ana")
    midnight = build.NOW.replace(day=5, hour=0)
    before = midnight - timedelta(microseconds=1)

    def take_in(key, now):
        return intake(build.application(), key=key, actor=clerk, now=now).number

    def take_in_and_fail():
        with transaction.atomic():
            take_in("fails", before)
            raise ConnectionError

    with held_after("hall.cases.intake.insert_numbered", "fails") as held, threads(own_hall) as start:
        failing = start("fails", take_in_and_fail)
        held.wait_until_there()
        waiting = start("waits", lambda: take_in("waits", before))
        wait_for_a_lock()
        assert start("new day", lambda: take_in("new day", midnight)).result(5) == "20260305-0001"
        held.go_on.set()
        with pytest.raises(ConnectionError):
            failing.result(10)
        assert waiting.result(10) == "20260304-0001"

    with inside(own_hall):
        assert list(DayCounter.objects.order_by("day").values_list("last", flat=True)) == [1, 1]
        assert Case.objects.count() == 2
