"""The county's two kinds of people at its console: Chief may change, the Inspector may look."""

import pytest
from django.test import Client
from support import build, visits

from county import now as moment
from county.registry.models import Membership, User
from county.registry.permissions import Role


@pytest.fixture(autouse=True)
def _wednesday_at_ten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moment, "now", lambda: build.NOW)


@pytest.fixture
def chief(db: None) -> Client:
    # Without a password: making one is slow on purpose, and nobody types it here.
    user = User.objects.create(username="chief", name="Chief", password="!")
    Membership.objects.create(user=user, hall=None, role=Role.COUNTY_ADMINISTRATOR.value)
    return visits.at("county", "chief")


@pytest.fixture
def inspector(db: None) -> Client:
    return visits.at("county", "inspector")
