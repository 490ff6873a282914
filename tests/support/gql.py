"""Asking the API as somebody would: over HTTP, on a host, with a session or a token."""

import json
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from oauth2_provider.models import get_access_token_model
from support.build import NOW

from county.registry.actors import SESSION_PLACE, place_code
from county.registry.models import Hall, Integrator, User

SECRET = "a-secret-only-in-tests"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Any
    body: dict[str, Any] = field(repr=False)

    @property
    def data(self) -> Any:
        return self.body.get("data")

    @property
    def codes(self) -> list[str]:
        """Codes of the errors of the query itself."""
        return [error["extensions"]["code"] for error in self.body.get("errors", [])]

    def payload_codes(self, mutation: str) -> list[tuple[str, str | None]]:
        """(code, field) of the domain errors a mutation returned as data."""
        return [(error["code"], error["field"]) for error in self.body["data"][mutation]["errors"]]


def ask(
    query: str,
    variables: dict[str, Any] | None = None,
    *,
    at: str = "east",
    by: str = "",
    token: str = "",
    **headers: str,
) -> Answer:
    """POST a query to the host of `at`, signed in there as the user `by`, or with a bearer token."""
    body = {"query": query, **({"variables": variables} if variables is not None else {})}
    return post(json.dumps(body), at=at, by=by, token=token, **headers)


def pages(query: str, field: str, *, of: str = "id", **who: str) -> list[list[str]]:
    """The ids (or another field `of` each row) of a list, page by page: each follows the cursor of the one before."""
    found: list[list[str]] = []
    after, has_next = None, True
    while has_next:
        page = ask(query, {"after": after}, **who).data[field]
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        found.append([edge["node"][of] for edge in page["edges"]])
        after, has_next = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    return found


def post(body: str | bytes, *, at: str = "east", by: str = "", token: str = "", **headers: str) -> Answer:
    """POST any body; headers as Django's test client takes them (HTTP_ACCEPT=…)."""
    client = signed_in(by, at) if by else Client()
    if token:
        headers["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    headers.setdefault("content_type", "application/json")
    response = client.post("/graphql", body, HTTP_HOST=f"{at}.localhost:8000", **headers)
    return Answer(response.status_code, response.headers, response.json())


def signed_in(username: str, at: str, **options: Any) -> Client:
    """A client with a session opened in the place `at` ("county" or a hall's code)."""
    client = Client(HTTP_HOST=f"{at}.localhost:8000", **options)
    client.force_login(User.objects.get(username=username))
    session = client.session
    hall = Hall.objects.filter(code=at).first()
    session[SESSION_PLACE] = place_code(hall.ref if hall else None)
    session.save()
    return client


def integrator(at: str, *, hashed: bool = False) -> Integrator:
    """A program of the place `at`. Hashing its secret is slow on purpose, so tests do it only where it matters."""
    return Integrator.objects.create(
        name=f"program of {at}",
        hall=Hall.objects.filter(code=at).first(),
        client_id=f"program-{at}",
        client_secret=SECRET,
        hash_client_secret=hashed,
        client_type=Integrator.CLIENT_CONFIDENTIAL,
        authorization_grant_type=Integrator.GRANT_CLIENT_CREDENTIALS,
    )


def token(*scopes: str, at: str = "east", expires: datetime = NOW + timedelta(hours=1)) -> str:
    """A bearer token of a program of `at`, with these scopes."""
    application = Integrator.objects.filter(client_id=f"program-{at}").first() or integrator(at)
    secret = f"token-{at}-{'-'.join(scopes)}-{expires:%s}"
    get_access_token_model().objects.create(
        token=secret, application=application, scope=" ".join(scopes), expires=expires
    )
    return secret


def global_id(hall: str, key: Any, kind: str = "Case") -> str:
    """An id as the API gives it out, written independently of the code under test."""
    return urlsafe_b64encode(f"{hall}:{kind}:{key}".encode()).decode().rstrip("=")
