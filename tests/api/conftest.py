"""Requests arrive on Wednesday, 4 March 2026, 10:00 in Shanghai; cases of both halls to ask for."""

from collections.abc import Callable

import pytest
from support import build, gql

from county.halls import HallRef, inside
from hall.cases.models import Case, CaseEvent, IdempotencyKey


@pytest.fixture(autouse=True)
def _ten_o_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("county.now.now", lambda: build.NOW)


@pytest.fixture
def received(east: HallRef, cast: build.Cast) -> Case:
    """A received case of east."""
    with inside(east):
        return build.case(cast.ana, key="received")


@pytest.fixture
def received_id(received: Case) -> str:
    return gql.global_id("east", received.pk)


@pytest.fixture
def written(east: HallRef, west: HallRef) -> Callable[[], dict[str, tuple[int, ...]]]:
    """What is on record in both halls: to show that a refused request wrote nothing."""

    def count() -> dict[str, tuple[int, ...]]:
        found = {}
        for hall in (east, west):
            with inside(hall):
                versions = sum(Case.objects.values_list("version", flat=True))
                rows = [model.objects.count() for model in (Case, CaseEvent, IdempotencyKey)]
                found[hall.code] = (*rows, versions)
        return found

    return count
