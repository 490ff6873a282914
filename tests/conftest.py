"""Two halls once per run and worker, rolled back after each test; no test may leave a hall open."""

import os
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connection
from support import build, throwaway

from county.halls import PUBLIC, HallRef, inside, leave
from county.registry.hosts import forget_hosts
from county.registry.models import Hall
from county.registry.permissions import Actor

os.environ.setdefault("APP_ENV", "test")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        build.county()
        leave()


@pytest.fixture(autouse=True)
def _ends_in_the_county(request: pytest.FixtureRequest) -> Iterator[None]:
    forget_hosts()
    yield
    if "db" in request.fixturenames:
        left_in = connection.schema_name
        leave()
        assert left_in == PUBLIC, f"the test left its connection inside {left_in}"


@pytest.fixture
def now() -> datetime:
    """Wednesday, 4 March 2026, 10:00 in Shanghai."""
    return build.NOW


@pytest.fixture
def east(db: None) -> HallRef:
    return Hall.objects.get(code="east").ref


@pytest.fixture
def west(db: None) -> HallRef:
    return Hall.objects.get(code="west").ref


@pytest.fixture
def in_east(cast: build.Cast, east: HallRef) -> Iterator[HallRef]:
    with inside(east):
        yield east


@pytest.fixture
def cast(db: None) -> build.Cast:
    """Ana (clerk), Bo (administrator), Dan (discipline) of east; Wei (clerk) of west; the county's Inspector."""
    return build.Cast(**{name: build.actor(name) for name in build.CAST})


@pytest.fixture
def ana(cast: build.Cast) -> Actor:
    return cast.ana


@pytest.fixture
def own_hall(django_db_setup: None, django_db_blocker: object) -> Iterator[HallRef]:
    """A hall of this test's own, really committed (for threads and processes), dropped afterwards."""
    with django_db_blocker.unblock(), throwaway.hall() as ref:  # type: ignore[attr-defined]
        yield ref
