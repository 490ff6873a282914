"""A cookie or a token of one hall is nobody's in another; signed in for real, through the middleware."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import ProgrammingError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.test import Client
from django.urls import include, path
from oauth2_provider.models import get_access_token_model
from support import build

from config.urls_hall import urlpatterns as of_a_hall
from county.halls import current_schema
from county.now import now as present
from county.registry.middleware import runs_in_county
from county.registry.models import Hall, Integrator, Membership, User
from hall.cases.models import Case

pytestmark = pytest.mark.django_db


def who(request: HttpRequest) -> HttpResponse:
    """What the request has become by the time a view sees it."""
    actor = request.actor
    return JsonResponse(
        {
            "schema": current_schema(),
            "name": actor.name,
            "roles": sorted(actor.roles),
            "permissions": sorted(actor.permissions),
            "client": actor.client,
            "error": request.token_error,
            "cases": Case.objects.count() if request.hall else None,
        }
    )


def stream(request: HttpRequest) -> StreamingHttpResponse:
    def lines() -> Iterator[str]:
        yield from Case.objects.values_list("number", flat=True)

    return StreamingHttpResponse(lines())


def fails(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [
    path("who/", who),
    path("stream/", stream),
    path("fails/", fails),
    path("outside/", runs_in_county(lambda request: HttpResponse(current_schema()))),
    path("", include(of_a_hall)),
]


@pytest.fixture(autouse=True)
def _urls(settings) -> None:
    settings.HALL_URLCONF = settings.COUNTY_URLCONF = __name__


def sign_in(username: str, host: str, password: str = build.PASSWORD) -> Client:
    client = Client(HTTP_HOST=host)
    client.answer = client.post("/login/", {"username": username, "password": password})
    return client


def asked(client: Client, host: str, **headers: str) -> dict[str, object]:
    answer = client.get("/who/", HTTP_HOST=host, **headers)
    assert answer.status_code == 200
    return answer.json()


def carry(client: Client, host: str) -> Client:
    """Another client with the very same cookies."""
    other = Client(HTTP_HOST=host)
    other.cookies = client.cookies
    return other


def is_nobody(seen: dict[str, object]) -> bool:
    return not (seen["name"] or seen["roles"] or seen["permissions"] or seen["client"])


def test_a_clerk_signed_in_at_her_hall_is_known_there(cast):
    client = sign_in("ana", "east.localhost")

    assert (client.answer.status_code, client.answer["Location"]) == (302, "/desk/")
    seen = asked(client, "east.localhost")
    assert (seen["schema"], seen["name"], seen["roles"]) == ("east", "Ana", ["clerk"])


@pytest.mark.parametrize("host", ["west.localhost", "county.localhost"])
def test_her_cookie_is_nobodys_anywhere_else(cast, host):
    client = sign_in("ana", "east.localhost")

    assert is_nobody(asked(carry(client, host), host))
    assert asked(client, "east.localhost")["name"] == "Ana", "her own session is left alone"


def test_even_somebody_who_works_in_both_halls_signs_in_at_each(cast, west):
    Membership.objects.create(user_id=cast.ana.id, hall_id=west.id, role="director")
    client = sign_in("ana", "east.localhost")

    assert is_nobody(asked(carry(client, "west.localhost"), "west.localhost"))
    assert asked(sign_in("ana", "west.localhost"), "west.localhost")["roles"] == ["director"]
    assert asked(client, "east.localhost")["roles"] == ["clerk"]


@pytest.mark.parametrize(
    ("username", "host", "password"),
    [
        ("ana", "west.localhost", build.PASSWORD),
        ("ana", "county.localhost", build.PASSWORD),
        ("inspector", "east.localhost", build.PASSWORD),
        ("ana", "east.localhost", "wrong"),
        ("nobody", "east.localhost", build.PASSWORD),
        ("ana\x00", "east.localhost", build.PASSWORD),
    ],
)
def test_where_one_has_no_membership_one_does_not_get_in(cast, username, host, password):
    client = sign_in(username, host, password)

    assert client.answer.status_code == 422
    assert Session.objects.count() == 0
    assert is_nobody(asked(client, host))


@pytest.mark.parametrize(
    "change",
    [
        lambda: Membership.objects.filter(user__username="ana").delete(),
        lambda: User.objects.filter(username="ana").update(is_active=False),
        lambda: Session.objects.all().delete(),
    ],
    ids=["membership ended", "user switched off", "session ended"],
)
def test_what_is_taken_away_ends_at_once(cast, change):
    client = sign_in("ana", "east.localhost")
    change()

    assert is_nobody(asked(client, "east.localhost"))


def test_a_session_that_says_no_place_is_nobodys(cast):
    client = sign_in("ana", "east.localhost")
    session = client.session
    del session["place"]
    session.save()

    assert is_nobody(asked(client, "east.localhost"))


def token(hall_code: str | None, secret: str, scope: str = "case.read case.intake", **fields: object) -> str:
    place = Hall.objects.get(code=hall_code) if hall_code else None
    program = Integrator.objects.create(
        name=f"program of {hall_code}",
        hall=place,
        client_type="confidential",
        authorization_grant_type="client-credentials",
    )
    get_access_token_model().objects.create(
        token=secret,
        application=program,
        scope=scope,
        **{"expires": present() + timedelta(hours=1), **fields},
    )
    return f"Bearer {secret}"


def test_a_token_speaks_in_its_own_hall_with_its_scopes_only(east):
    header = token("east", "secret-east", scope="case.read nonsense hall.configure")

    seen = asked(Client(), "east.localhost", HTTP_AUTHORIZATION=header)

    assert (seen["name"], seen["permissions"], seen["error"]) == ("program of east", ["case.read"], "")


@pytest.mark.parametrize(
    ("hall", "host"),
    [
        ("east", "west.localhost"),
        ("east", "county.localhost"),
        (None, "east.localhost"),
    ],
)
def test_a_token_of_another_place_is_refused(east, hall, host):
    seen = asked(Client(), host, HTTP_AUTHORIZATION=token(hall, "secret"))

    assert is_nobody(seen)
    assert seen["error"] == "token_of_another_hall"


@pytest.mark.parametrize(
    ("header", "error"),
    [
        ("Bearer nothing", "token_invalid"),
        ("Bearer", "token_malformed"),
        ("Bearer ", "token_malformed"),
        ("Basic YTpi", "token_malformed"),
        ("Bearer \x00", "token_malformed"),
        ("secret-east", "token_malformed"),
        ("Bearer " + "x" * 10_000, "token_invalid"),
    ],
    ids=lambda part: repr(part[:20]),
)
def test_a_token_that_is_none_is_refused(east, header, error):
    token("east", "secret-east")

    seen = asked(Client(), "east.localhost", HTTP_AUTHORIZATION=header)

    assert is_nobody(seen)
    assert seen["error"] == error


def test_an_expired_token_is_refused(east):
    header = token("east", "old", expires=present() - timedelta(seconds=1))

    assert asked(Client(), "east.localhost", HTTP_AUTHORIZATION=header)["error"] == "token_invalid"


def test_a_refused_token_does_not_fall_back_to_the_cookie(cast):
    client = sign_in("ana", "east.localhost")

    seen = asked(client, "east.localhost", HTTP_AUTHORIZATION="Bearer nothing")

    assert is_nobody(seen)
    assert seen["error"] == "token_invalid"


def test_every_request_ends_in_the_county_even_one_that_fails(cast):
    client = sign_in("ana", "east.localhost")
    client.raise_request_exception = False

    assert client.get("/fails/", HTTP_HOST="east.localhost").status_code == 500
    assert current_schema() == "public"
    assert client.get("/outside/", HTTP_HOST="east.localhost").content == b"public"


def test_a_body_streamed_after_the_view_reads_nothing(cast, east):
    """The hall is left by then: it fails aloud, and never reads another hall's rows."""
    answer = Client().get("/stream/", HTTP_HOST="east.localhost")

    with pytest.raises(ProgrammingError, match='relation "cases_case" does not exist'), transaction.atomic():
        list(answer.streaming_content)
