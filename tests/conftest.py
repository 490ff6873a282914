"""Two halls once per run and worker, rolled back after each test; no test may leave a hall open."""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from support import build, throwaway

from county.halls import PUBLIC, HallRef, inside, leave
from county.registry.hosts import forget_hosts
from county.registry.models import Hall
from county.registry.permissions import Actor

os.environ.setdefault("APP_ENV", "test")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_modify_db_settings: None,
    django_db_keepdb: bool,
    django_db_createdb: bool,
    django_db_blocker: Any,
) -> Iterator[None]:
    """The tests' own database, always: pytest-django makes none when no collected test carries its mark, and
    tests that commit would then write into the developer's."""
    keep = django_db_keepdb and not django_db_createdb
    with django_db_blocker.unblock():
        made = setup_databases(0, interactive=False, aliases={"default"}, keepdb=keep)
        build.county()
        leave()
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, 0)


@pytest.fixture(autouse=True)
def _starts_in_the_language_of_the_hall() -> None:
    """A page visited in English leaves its thread in English: without this the order of tests decides what a
    sentence says."""
    translation.deactivate()


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
