"""Browsers of a kind: Django's test client on the host of a hall, as one of the cast or as a stranger."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser
from support import build, serving

from county import now as moment
from county.halls import HallRef, leave
from county.registry.actors import SESSION_PLACE
from county.registry.models import User
from county.registry.permissions import Role

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


@pytest.fixture
def served(own_hall: HallRef, django_db_blocker: Any) -> Iterator[str]:
    """The address of a hall of this test's own, served to real browsers. Mei is its clerk (`mei`)."""
    with django_db_blocker.unblock():
        clerk = build.person("mei", "Mei", own_hall.code, Role.CLERK)
        try:
            with serving.server() as port:
                yield f"http://{own_hall.code}.localhost:{port}"
        finally:
            leave()
            clerk.delete()


@pytest.fixture
def chromium(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A real browser. Ask for it after `served`, so that it is closed first."""
    # Playwright's loop runs in this thread; Django would take the test itself for asynchronous code.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
    with serving.chromium() as browser:
        yield browser
