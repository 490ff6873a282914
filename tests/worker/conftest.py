"""A worker on each kind of broker: a folder that needs no server, and Redis. And what the tests look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from support import build, redis, sending
from support.worker import Process, worker

from county.halls import HallRef, inside
from county.registry.permissions import Actor
from county.rollup.models import CaseFact, DailyTally
from hall.cases.models import Case, CaseEvent

BROKERS = ["filesystem", pytest.param("redis", marks=pytest.mark.redis)]


@pytest.fixture(scope="module", params=BROKERS)
def broker(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty broker."""
    folder = tmp_path_factory.mktemp("broker")
    if request.param == "filesystem":
        yield f"filesystem://{folder}/messages"
        return
    with redis.server(folder) as address:
        yield address


@pytest.fixture(scope="module")
def running(
    broker: str, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Process]:
    """A worker for all tests of a file, and this process sending to it."""
    log: Path = tmp_path_factory.mktemp("worker") / "log"
    with django_db_blocker.unblock(), sending.to(broker), worker(broker, log) as started:
        yield started


@pytest.fixture(autouse=True)
def _connection_given_back() -> Iterator[None]:
    yield
    connection.close()


@dataclass(frozen=True)
class Desk:
    """A clerk at a hall of the test's own."""

    hall: HallRef
    clerk: Actor

    def take_in(self, key: str) -> Case:
        with inside(self.hall):
            return build.case(self.clerk, key=key)

    def waiting(self) -> int:
        """Events the county has not been told of."""
        with inside(self.hall):
            return CaseEvent.objects.filter(reported_at__isnull=True).count()

    def known(self) -> int:
        """Cases the county knows of."""
        return CaseFact.objects.filter(hall_id=self.hall.id).count()

    def figures(self) -> list[tuple[object, ...]]:
        """All that the county holds of this hall."""
        facts = CaseFact.objects.filter(hall_id=self.hall.id).order_by("case_id").values_list()
        tallies = DailyTally.objects.filter(hall_id=self.hall.id).order_by("day").values_list()
        return [*(row[1:] for row in facts), *(row[1:] for row in tallies)]


@pytest.fixture
def desk(own_hall: HallRef) -> Desk:
    return Desk(own_hall, build.actor("ana"))
