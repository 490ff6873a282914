"""Whose address a request comes from: the proxy's word counts, a stranger's does not."""

import importlib

import pytest

from config import wsgi


@pytest.fixture
def address_seen(settings, monkeypatch):
    """What the application sees of a caller, when the proxy stands in 172.16.0.0/12."""
    settings.TRUSTED_PROXIES = "172.16.0.0/12"
    monkeypatch.setattr(
        "django.core.wsgi.get_wsgi_application", lambda: lambda scope, _: scope["REMOTE_ADDR"]
    )
    application = importlib.reload(wsgi).application
    yield lambda **said: application(said, None)
    monkeypatch.undo()
    settings.TRUSTED_PROXIES = ""
    importlib.reload(wsgi)


def test_two_citizens_behind_the_proxy_are_two(address_seen):
    assert address_seen(REMOTE_ADDR="172.18.0.7", HTTP_X_FORWARDED_FOR="203.0.113.5") == "203.0.113.5"
    assert address_seen(REMOTE_ADDR="172.18.0.7", HTTP_X_FORWARDED_FOR="203.0.113.6") == "203.0.113.6"


def test_nobody_else_may_say_where_they_come_from(address_seen):
    assert address_seen(REMOTE_ADDR="203.0.113.5", HTTP_X_FORWARDED_FOR="198.51.100.1") == "203.0.113.5"
    # What a caller put in front of the proxy's own word is not believed either.
    said = "198.51.100.1, 203.0.113.5"
    assert address_seen(REMOTE_ADDR="172.18.0.7", HTTP_X_FORWARDED_FOR=said) == "203.0.113.5"
