"""Many intakes at once, on connections of their own: no gap, no double."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from support import build

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
