"""East's people at its console: Bo (administrator) changes, Dan (discipline) looks, Ana (clerk) does neither."""

import pytest
from django.test import Client
from support import build, visits
from support.regulations import tables

from county import now as moment
from county.halls import inside
from hall.regulations.lifecycle import draft
from hall.regulations.models import RegulationVersion


@pytest.fixture(autouse=True)
def _wednesday_at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moment, "now", lambda: build.NOW)


@pytest.fixture
def bo(cast: build.Cast) -> Client:
    return visits.at("east", "bo")


@pytest.fixture
def dan(cast: build.Cast) -> Client:
    return visits.at("east", "dan")


@pytest.fixture
def verbs(cast) -> dict:
    return {"actor": cast.bo, "now": build.NOW}


@pytest.fixture
def version(east, verbs) -> RegulationVersion:
    with inside(east):
        return draft(tables(), **verbs)
