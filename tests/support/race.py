"""Races that happen for certain: one thread is held at a line while another runs."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar
from unittest import mock

from django.db import connection
from support.worker import eventually

from county.halls import HallRef, inside

T = TypeVar("T")
WAIT = 10  # seconds; longer than anything here takes


class Held:
    """A thread that has reached the line and waits there."""

    def __init__(self) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()

    def wait_until_there(self) -> None:
        assert self.reached.wait(WAIT), "the line was never reached"


@contextmanager
def held_after(target: str, thread_name: str) -> Iterator[Held]:
    """Hold the thread of this name just after `target` (a dotted function name) returned to it."""
    held = Held()
    module, _, name = target.rpartition(".")
    original = getattr(__import__(module, fromlist=[name]), name)

    def held_call(*args: Any, **kwargs: Any) -> Any:
        result = original(*args, **kwargs)
        if threading.current_thread().name == thread_name and not held.reached.is_set():
            held.reached.set()
            assert held.go_on.wait(WAIT), "nobody let the thread go on"
        return result

    with mock.patch(target, held_call):
        try:
            yield held
        finally:
            held.go_on.set()


@contextmanager
def threads(hall: HallRef) -> Iterator[Callable[[str, Callable[[], T]], "Future[T]"]]:
    """Start named threads that work inside the hall, each on a connection of its own."""
    with ThreadPoolExecutor(4) as pool:

        def start(name: str, work: Callable[[], T]) -> "Future[T]":
            def run() -> T:
                threading.current_thread().name = name
                try:
                    with inside(hall):
                        return work()
                finally:
                    connection.close()

            return pool.submit(run)

        yield start


def wait_for_a_lock() -> None:
    """Until some session of this database waits for a lock that another holds."""

    def somebody_waits() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_stat_clear_snapshot()")  # else a transaction sees one moment for ever
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
            return bool(cursor.fetchone()[0])

    eventually(somebody_waits, within=WAIT)
