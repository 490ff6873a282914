"""A person of the tests at a console: Django's test client on the right host, signed in where they belong."""

from typing import Any

from django.test import Client

from county.registry.actors import SESSION_PLACE
from county.registry.models import User


def at(place: str, username: str = "", **headers: Any) -> Client:
    """`at("east", "bo")`, `at("county", "inspector")`, `at("east")` for a stranger. Pages come in English."""
    client = Client(headers={"host": f"{place}.localhost", "accept-language": "en", **headers})
    if username:
        client.force_login(User.objects.get(username=username))
        session = client.session
        session[SESSION_PLACE] = "county" if place == "county" else f"hall:{place}"
        session.save()
    return client


def inline(prefix: str, *rows: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    """What a browser sends for the rows of an inline formset."""
    sent: dict[str, Any] = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    for at_row, row in enumerate(rows):
        sent |= {f"{prefix}-{at_row}-{name}": value for name, value in row.items()}
    return sent
