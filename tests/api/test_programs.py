"""A program's short way to the API: no session, no form, no page, and everything else as ever."""

import pytest
from django.test import Client
from oauth2_provider.models import get_access_token_model
from support import gql

pytestmark = pytest.mark.django_db
HALL = {"query": "{ hall { name } }"}


def post(path="/graphql", **headers):
    client = Client(headers={"host": "east.localhost:8000", **headers})
    return client, client.post(path, HALL, content_type="application/json")


def test_its_answer_has_the_headers_of_every_answer_and_no_cookie(east):
    client, answer = post(authorization=f"Bearer {gql.token('case.read')}", **{"accept-language": "en"})

    assert (answer.status_code, answer.json()["data"]["hall"]["name"]) == (200, east.name)
    told = {name: answer[name] for name in ("X-Content-Type-Options", "Referrer-Policy", "X-Frame-Options")}
    assert told == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }
    assert (answer["Content-Language"], answer["Content-Length"]) == ("en", str(len(answer.content)))
    assert dict(client.cookies) == {}


def test_a_session_sent_along_with_a_token_counts_for_nothing(east, cast):
    client = gql.signed_in("ana", "east")

    answer = client.post(
        "/graphql", HALL, content_type="application/json", headers={"authorization": "Bearer none"}
    )

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "token_invalid")


def test_a_token_that_is_revoked_is_refused_at_once(east):
    token = gql.token("case.read")
    assert post(authorization=f"Bearer {token}")[1].status_code == 200
    get_access_token_model().objects.get().revoke()

    _, answer = post(authorization=f"Bearer {token}")

    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "token_invalid")


def test_only_the_api_itself_is_reached_by_the_short_way(east):
    _, answer = post("/graphql/", authorization=f"Bearer {gql.token('case.read')}")

    assert answer.status_code == 404
