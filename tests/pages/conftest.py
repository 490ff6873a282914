"""Browsers of a kind: Django's test client on the host of a hall, as one of the cast or as a stranger."""

from collections.abc import Callable

import pytest
from django.test import Client
from support import build

from county import now as moment
from county.registry.actors import SESSION_PLACE
from county.registry.models import User

Visit = Callable[..., Client]


@pytest.fixture(autouse=True)
def _wednesday_at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every request comes on Wednesday, 4 March 2026, at 10:00 in Shanghai."""
    monkeypatch.setattr(moment, "now", lambda: build.NOW)


@pytest.fixture
def visit(db: None) -> Visit:
    """visit("ana") is Ana at her hall; visit() is a stranger at East; visit(host="west") is one at West.

    Pages are asked for in English: the source strings are the facts the tests compare.
    """

    def client(username: str = "", host: str = "", **extra: object) -> Client:
        place = host or (build.CAST[username][1] if username else "east") or "county"
        made = Client(HTTP_HOST=f"{place}.localhost", HTTP_ACCEPT_LANGUAGE="en", **extra)
        if username:
            made.force_login(User.objects.get(username=username))
            session = made.session
            session[SESSION_PLACE] = "county" if place == "county" else f"hall:{place}"
            session.save()
        return made

    return client
