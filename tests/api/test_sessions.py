"""A session's cookie is sent along by any page: it needs the page's token. A bearer token needs none."""

import json

import pytest
from support import gql

pytestmark = pytest.mark.django_db

ME = json.dumps({"query": "{ me { name } }"})


def post(client, **headers):
    response = client.post("/graphql", ME, content_type="application/json", **headers)
    return response.status_code, response.json()


def test_a_session_without_the_pages_token_is_refused(cast):
    status, body = post(gql.signed_in("ana", "east", enforce_csrf_checks=True))

    assert (status, body["errors"][0]["extensions"]["code"]) == (403, "csrf_failed")
    assert "data" not in body


def test_a_session_with_the_pages_token_is_answered(cast):
    client = gql.signed_in("ana", "east", enforce_csrf_checks=True)
    client.get("/graphiql/")
    token = client.cookies["csrftoken"].value

    assert post(client, HTTP_X_CSRFTOKEN=token) == (200, {"data": {"me": {"name": "Ana"}}})
    assert post(client, HTTP_X_CSRFTOKEN="x" * 32)[0] == 403


def test_a_stranger_needs_no_page_token(east):
    from django.test import Client

    client = Client(HTTP_HOST="east.localhost", enforce_csrf_checks=True)

    assert post(client) == (200, {"data": {"me": None}})


def test_a_bearer_token_needs_no_page_token_and_goes_before_a_session(cast):
    client = gql.signed_in("ana", "east", enforce_csrf_checks=True)

    answer = post(client, HTTP_AUTHORIZATION=f"Bearer {gql.token('case.read')}")

    assert answer == (200, {"data": {"me": {"name": "program of east"}}})


def test_a_session_ends_in_the_county_whatever_the_query_did(cast):
    from county.halls import current_schema

    post(gql.signed_in("ana", "east"))

    assert current_schema() == "public"
