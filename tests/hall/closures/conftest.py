"""It is ten o'clock on Wednesday, 4 March 2026; Bo may announce, Dan may look."""

import pytest
from django.test import Client
from support import build, visits

from county import now as moment


@pytest.fixture(autouse=True)
def _wednesday_at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moment, "now", lambda: build.NOW)


@pytest.fixture
def bo(cast: build.Cast) -> Client:
    return visits.at("east", "bo")


@pytest.fixture
def dan(cast: build.Cast) -> Client:
    return visits.at("east", "dan")
