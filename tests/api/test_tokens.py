"""POST /oauth/token: a program gets a token on the host of its own place, for its scopes, for eight hours."""

from base64 import b64encode
from datetime import timedelta

import pytest
from django.test import Client
from oauth2_provider.models import get_access_token_model
from support import build, gql

pytestmark = pytest.mark.django_db

ME = "{ me { name permissions } }"


def ask_for_token(*, at="east", client="program-east", secret=gql.SECRET, host=None, **fields):
    basic = b64encode(f"{client}:{secret}".encode()).decode()
    response = Client(HTTP_HOST=f"{host or at}.localhost", enforce_csrf_checks=True).post(
        "/oauth/token",
        {"grant_type": "client_credentials", "scope": "case.read case.intake", **fields},
        HTTP_AUTHORIZATION=f"Basic {basic}",
    )
    return response.status_code, response.json()


@pytest.fixture
def program(east, west):
    return gql.integrator("east")


def test_a_program_gets_a_token_that_works_where_it_was_given(program):
    status, body = ask_for_token()

    assert (status, body["token_type"], body["expires_in"]) == (200, "Bearer", 8 * 3600)
    assert gql.ask(ME, token=body["access_token"]).data["me"] == {
        "name": "program of east",
        "permissions": ["case.intake", "case.read"],
    }


def test_a_token_given_in_east_is_refused_in_west_and_in_the_county(program):
    _, body = ask_for_token()

    for at in ("west", "county"):
        answer = gql.ask("{ __typename }", at=at, token=body["access_token"])
        assert (answer.status, answer.data, answer.codes) == (401, None, ["token_of_another_hall"])


@pytest.mark.parametrize("host", ["west", "county"])
def test_no_token_is_given_out_on_another_places_host(program, host):
    status, body = ask_for_token(host=host)

    assert (status, body["error"]) == (401, "invalid_client")
    assert not get_access_token_model().objects.exists()


@pytest.mark.parametrize(
    ("wrong", "status", "error"),
    [
        ({"secret": "guessed"}, 401, "invalid_client"),
        ({"client": "nobody"}, 401, "invalid_client"),
        ({"client": "\x00"}, 401, "invalid_client"),
        ({"scope": "hall.configure"}, 400, "invalid_scope"),
        ({"scope": "case.read hall.configure"}, 400, "invalid_scope"),
        (
            {"grant_type": "password", "username": "ana", "password": build.PASSWORD},
            400,
            "unsupported_grant_type",
        ),
        ({"grant_type": "urn:ietf:params:oauth:grant-type:device_code"}, 400, "unsupported_grant_type"),
        ({"grant_type": "authorization_code", "code": "x"}, 400, "unsupported_grant_type"),
    ],
)
def test_a_wrong_request_for_a_token_gets_none(program, wrong, status, error):
    got, body = ask_for_token(**wrong)

    assert (got, body["error"]) == (status, error)
    assert not get_access_token_model().objects.exists()


def test_an_expired_token_is_refused(east):
    good = gql.token("case.read", expires=build.NOW + timedelta(seconds=1))
    expired = gql.token("case.read", expires=build.NOW)

    assert gql.ask(ME, token=good).status == 200
    answer = gql.ask(ME, token=expired)
    assert (answer.status, answer.data, answer.codes) == (401, None, ["token_invalid"])


def test_a_stored_scope_that_is_no_longer_one_gives_nothing(east):
    token = gql.token("case.read", "hall.configure", "case.everything")

    assert gql.ask(ME, token=token).data["me"]["permissions"] == ["case.read"]


def test_a_token_without_its_program_is_refused(east, program):
    token = gql.token("case.read")
    get_access_token_model().objects.update(application=None)

    assert gql.ask(ME, token=token).codes == ["token_invalid"]


def test_neither_token_nor_secret_is_kept(east):
    program = gql.integrator("east", hashed=True)
    _, body = ask_for_token()

    assert gql.SECRET not in program.client_secret
    assert get_access_token_model().objects.get().token == ""
    assert gql.ask(ME, token=body["access_token"]).status == 200


def test_guessing_secrets_comes_to_an_end(program, monkeypatch):
    monkeypatch.setattr("county.registry.tokens.TRIES", 5)
    answers = [ask_for_token(secret=str(n)) for n in range(5)]

    assert {status for status, _ in answers} == {401}
    assert ask_for_token() == (429, {"error": "too_many_tries"})
