"""Every log line of a request says which request and which hall; nothing of the one before sticks to it."""

import logging

import pytest
from celery import Celery
from django.test import Client

from config.logs import ScrubbingFormatter
from county import trail
from county.halls import HallRef
from county.tasks import CountyTask, HallTask

pytestmark = pytest.mark.django_db
lab = Celery("lab", broker="memory://", set_as_current=False)
seen: list[tuple[str, str]] = []


@lab.task(base=HallTask, shared=False)
def of_a_hall(_hall: HallRef) -> None:
    seen.append((trail.request_id.get(), trail.hall_code.get()))


@lab.task(base=CountyTask, shared=False)
def of_the_county() -> None:
    seen.append((trail.request_id.get(), trail.hall_code.get()))


def line_after(host: str) -> tuple[str, str]:
    """Request and hall on a line that is written by the thread that has just served this host."""
    Client(HTTP_HOST=host).get("/no-such-page/")
    record = logging.LogRecord("tests", logging.INFO, __file__, 1, "useful", (), None)
    plain = ScrubbingFormatter(as_json=False).format(record)
    assert plain.endswith(f"tests: useful [{trail.hall_code.get() or 'county'} {trail.request_id.get()}]")
    return trail.request_id.get(), trail.hall_code.get()


def test_a_line_carries_its_request_and_its_hall(east: HallRef, west: HallRef) -> None:
    first, hall = line_after("east.localhost")
    assert (len(first), hall) == (16, "east")
    second, hall = line_after("west.localhost")
    assert hall == "west"
    third, hall = line_after("county.localhost")
    assert hall == ""
    fourth, hall = line_after("unknown.localhost")
    assert hall == ""
    assert len({first, second, third, fourth}) == 4


def test_a_task_carries_its_own_id_and_its_hall(east: HallRef) -> None:
    seen.clear()
    trail.begin("a request")
    of_a_hall.apply(("east",), task_id="task-1", throw=True)
    of_the_county.apply(task_id="task-2", throw=True)
    assert seen == [("task-1", "east"), ("task-2", "")]
