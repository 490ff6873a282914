"""hall and me: where one stands, by which rules, and who one is here."""

import pytest
from support import build, gql
from support.counts import counted

pytestmark = pytest.mark.django_db

HALL = "{ hall { code name english regulation { number title effectiveOn kinds { code name } disclosures { code } } } }"
ME = "{ me { name roles permissions isProgram } }"


def test_each_hall_shows_its_own_rules(east, west):
    in_east, in_west = gql.ask(HALL), gql.ask(HALL, at="west")

    assert in_east.data["hall"]["regulation"] == {
        "number": "2012-1",
        "title": "便民服务中心管理办法",
        "effectiveOn": "2012-03-01",
        "kinds": [{"code": "instant", "name": "即办件"}],
        "disclosures": [],
    }
    assert [kind["code"] for kind in in_west.data["hall"]["regulation"]["kinds"]] == ["instant", "commitment"]
    assert (in_east.data["hall"]["code"], in_west.data["hall"]["code"]) == ("east", "west")


def test_a_hall_without_a_regulation_says_so(east):
    build.no_regulation(east)

    answer = gql.ask(HALL)

    assert (answer.data["hall"]["regulation"], answer.codes) == (None, ["no_regulation"])


def test_a_stranger_is_nobody(east):
    assert gql.ask(ME).data == {"me": None}


def test_a_person_and_a_program_see_what_they_may_do(cast):
    person = gql.ask(ME, by="dan").data["me"]
    program = gql.ask(ME, token=gql.token("case.read")).data["me"]

    assert person == {
        "name": "Dan",
        "roles": ["discipline_officer"],
        "permissions": [
            "case.read",
            "case.urge",
            "conduct.read",
            "conduct.report",
            "hall.read",
            "ledger.export",
        ],
        "isProgram": False,
    }
    assert program == {
        "name": "program of east",
        "roles": [],
        "permissions": ["case.read"],
        "isProgram": True,
    }


def test_the_hall_takes_as_few_statements_as_written_down(east):
    gql.ask(HALL)

    with counted("hall"):
        gql.ask(HALL)
