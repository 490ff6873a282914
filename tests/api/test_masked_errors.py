"""What nobody foresaw: the caller gets a number to report, and neither caller nor log gets a citizen's data."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.models import Case

pytestmark = pytest.mark.django_db

SECRET = "11010519491231002X"


def test_an_unforeseen_error_is_masked_and_logged_without_values(received, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise ValueError(f"could not handle {SECRET}")

    caught = []
    monkeypatch.setattr("api.hall.cases.page", broken)
    monkeypatch.setattr("sentry_sdk.capture_exception", lambda error: caught.append(error))

    answer = gql.ask("{ cases { edges { cursor } } hall { code } }", by="ana")

    assert answer.data == {"cases": None, "hall": {"code": "east"}}
    (error,) = answer.body["errors"]
    assert error["extensions"]["code"] == "internal_error"
    assert error["extensions"]["id"] in error["message"]
    assert SECRET not in str(answer.body)
    assert SECRET not in caplog.text
    assert f"internal error {error['extensions']['id']}: ValueError at" in caplog.text
    assert [type(each) for each in caught] == [ValueError]


def test_a_mutation_that_breaks_says_nothing_either_and_writes_nothing(
    received_id, written, monkeypatch, caplog
):
    before = written()
    monkeypatch.setattr("hall.cases.transition.announce", lambda: 1 / 0)
    query = "mutation ($id: ID!) { caseAccept(id: $id, expectedVersion: 1) { errors { code } } }"

    answer = gql.ask(query, {"id": received_id}, by="ana")

    assert (answer.data, answer.codes) == ({"caseAccept": None}, ["internal_error"])
    assert "division" not in str(answer.body) + caplog.text
    assert written() == before


def test_a_value_the_schema_cannot_write_is_masked(east, received, caplog):
    with inside(east):
        Case.objects.update(channel=SECRET)

    answer = gql.ask("{ cases { edges { node { channel } } } }", by="ana")

    assert answer.codes == ["internal_error"]
    assert SECRET not in str(answer.body) + caplog.text
