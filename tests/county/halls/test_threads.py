"""Threads: a hall entered in one is not entered in another."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import ProgrammingError, connection
from support import throwaway

from county.halls import PUBLIC, HallRef, current_schema, inside
from hall.cases.models import Case


def where() -> tuple[str, str]:
    """Schema and role as PostgreSQL sees them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user")
        return cursor.fetchone()


def test_a_new_thread_starts_in_the_county(own_hall):
    seen = []

    def look() -> None:
        try:
            seen.append((current_schema(), where()[0]))
            with pytest.raises(ProgrammingError, match="cases_case"):
                Case.objects.count()
        finally:
            connection.close()

    with inside(own_hall):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(10)

    assert seen == [(PUBLIC, PUBLIC)]


def test_threads_that_enter_and_leave_in_turn_keep_their_own_hall(own_hall, django_db_blocker):
    """The library's `with tenant:` fails this: its way back is one list for all threads."""
    both_in, first_out = threading.Barrier(2, timeout=10), threading.Event()

    def first(hall: HallRef) -> list[tuple[str, str]]:
        try:
            with inside(hall):
                seen = [where()]
                both_in.wait()
            first_out.set()
            return [*seen, where()]
        finally:
            connection.close()

    def second(hall: HallRef) -> list[tuple[str, str]]:
        try:
            with inside(hall):
                both_in.wait()
                first_out.wait(10)
                seen = [where()]
            return [*seen, where()]
        finally:
            connection.close()

    with django_db_blocker.unblock(), throwaway.hall() as other, ThreadPoolExecutor(2) as threads:
        one, two = threads.submit(first, own_hall), threads.submit(second, other)
        outside = where()
        mine, other_schema = own_hall.schema_name, other.schema_name
        assert one.result(10) == [(mine, f"hall_{mine}"), outside]
        assert two.result(10) == [(other_schema, f"hall_{other_schema}"), outside]
