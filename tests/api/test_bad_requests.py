"""What is not a well-formed request: a status, a stable code, a sentence; nothing written, nothing in the log."""

import json

import pytest
from django.test import Client
from support import gql

pytestmark = pytest.mark.django_db

INTAKE = (
    'mutation ($name: String!) { caseIntake(input: {matterCode: "M-10", applicantName: $name,'
    ' phone: "13800138000", idempotencyKey: "k"}) { case { number } errors { code } } }'
)
SECRET = "11010519491231002X"


def body(**fields):
    return json.dumps({"query": INTAKE, "variables": {"name": SECRET}, **fields})


@pytest.mark.parametrize("method", ["get", "put", "patch", "delete", "options", "trace"])
def test_only_post_is_answered(east, method):
    client = Client(HTTP_HOST="east.localhost")

    response = getattr(client, method)("/graphql?query={hall{name}}")

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert response.json()["errors"][0]["extensions"] == {"code": "method_not_allowed"}


@pytest.mark.parametrize(
    "media",
    [
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "application/graphql",
        "application/json; charset=gbk",
        "",
    ],
)
def test_only_json_in_utf8_is_read(cast, written, media):
    before = written()

    answer = gql.post(body(), by="ana", content_type=media)

    assert (answer.status, answer.codes) == (415, ["media_type_not_supported"])
    assert written() == before


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        (b" ", 400, "body_malformed"),
        (b"{", 400, "body_malformed"),
        (b"\xff\xfe", 400, "body_malformed"),
        (b'"text"', 400, "body_malformed"),
        (b"null", 400, "body_malformed"),
        (b"[" * 5000, 400, "body_malformed"),
        (b'{"query": "{ hall { name } }", "variables": {"n": NaN}}', 400, "body_malformed"),
        (b'{"query": "{ hall { name } }\\ud800"}', 400, "body_malformed"),
        (f"[{body()}]".encode(), 400, "batching_not_supported"),
        (b"{}", 400, "query_missing"),
        (b'{"query": 5}', 400, "query_missing"),
        (b'{"query": "  "}', 400, "query_missing"),
        (body(variables=[]).encode(), 400, "variables_malformed"),
        (body(variables="{}").encode(), 400, "variables_malformed"),
        (body(operationName=5).encode(), 400, "operation_name_malformed"),
        (body(operationName="other").encode(), 400, "operation_unknown"),
        (body(variables={"name": f"{SECRET}\x00"}).encode(), 400, "nul_byte"),
        (body(variables={"deep": [{"x\x00": 1}]}).encode(), 400, "nul_byte"),
        (body(query='{ matters(search: "\\u0000") { edges { cursor } } }').encode(), 400, "nul_byte"),
        (body(query='{ matters(search: "\\u{00}") { edges { cursor } } }').encode(), 400, "nul_byte"),
        (body(query="{ hall { name } }\x00").encode(), 400, "nul_byte"),
        (body(query="{ hall { name }").encode(), 400, "query_unreadable"),
        (body(query="{ hall { nam } }", variables={}).encode(), 400, "query_invalid"),
        (body(variables={}).encode(), 400, "variables_invalid"),
        (body(variables={"name": {"a": SECRET}}).encode(), 400, "variables_invalid"),
        (body(query="#" + "x" * 200_000).encode(), 413, "body_too_large"),
        (body(variables={"name": SECRET * 12_000}).encode(), 413, "body_too_large"),
    ],
)
def test_a_malformed_body_is_refused_by_name(cast, written, caplog, sent, status, code):
    before = written()

    answer = gql.post(sent, by="ana")

    assert (answer.status, answer.data, answer.codes) == (status, None, [code])
    assert answer.body["errors"][0]["message"]
    assert written() == before
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("Bearer", "token_malformed"),
        ("Bearer ", "token_malformed"),
        ("Basic YW5hOm9ubHktaW4tdGVzdHM=", "token_malformed"),
        ("Bearer no-such-token", "token_invalid"),
        ("Bearer " + "x" * 5000, "token_invalid"),
        ("Bearer 令牌😀", "token_invalid"),
    ],
)
def test_a_wrong_token_is_401_even_for_what_is_public(east, written, caplog, header, code):
    before = written()

    answer = gql.post(body(query="{ hall { name } }", variables={}), HTTP_AUTHORIZATION=header)

    assert (answer.status, answer.data, answer.codes) == (401, None, [code])
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="api", error="invalid_token"'
    assert written() == before
    assert header.split()[-1] not in caplog.text or header.strip() == "Bearer"


def test_an_unknown_host_is_404(db):
    response = Client(HTTP_HOST="nowhere.localhost").post("/graphql", body(), content_type="application/json")

    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"]["code"] == "unknown_host"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        (None, "application/graphql-response+json"),
        ("*/*", "application/graphql-response+json"),
        ("application/graphql-response+json, application/json;q=0.9", "application/graphql-response+json"),
        ("application/json, multipart/mixed", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
    ],
)
def test_the_answer_has_the_type_asked_for(east, accept, media):
    headers = {"HTTP_ACCEPT": accept} if accept else {}

    answer = gql.ask("{ hall { code } }", **headers)

    assert answer.headers["Content-Type"] == f"{media}; charset=utf-8"
    assert (answer.status, answer.data) == (200, {"hall": {"code": "east"}})
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_query_that_fails_before_execution_is_400_but_200_for_plain_json(east):
    assert gql.ask("{ nothing }").status == 400
    assert gql.ask("{ nothing }", HTTP_ACCEPT="application/json").status == 200


def test_nothing_else_than_json_can_be_had(east):
    answer = gql.ask("{ hall { code } }", HTTP_ACCEPT="text/html")

    assert (answer.status, answer.codes) == (406, ["not_acceptable"])
