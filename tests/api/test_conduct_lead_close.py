"""conductLeadClose: what came of a lead, once, and not by the person it is about."""

import pytest
from support import gql

from county.halls import inside
from hall.conduct.models import ConductLead

pytestmark = pytest.mark.django_db

CLOSE = """
mutation ($id: ID!, $outcome: LeadOutcome = FOUNDED, $finding: String = "属实") {
  conductLeadClose(id: $id, outcome: $outcome, finding: $finding) {
    conductLead { code staffName outcome finding closedAt closedBy case { number } }
    errors { code field }
  }
}
"""


@pytest.fixture
def lead(east, cast, received, raised):
    return raised(east, cast.ana, case=received)


def close(key, *, hall="east", kind="ConductLead", by="dan", **said):
    return gql.ask(CLOSE, {"id": gql.global_id(hall, key, kind), **said}, by=by)


def stored(hall):
    with inside(hall):
        return list(ConductLead.objects.values_list())


def test_a_lead_is_closed_with_what_was_found(east, lead):
    shown = close(lead.pk, outcome="UNFOUNDED", finding=" 不实 ").data["conductLeadClose"]

    assert shown == {
        "conductLead": {
            "code": "BRUSH_OFF",
            "staffName": "Ana",
            "outcome": "UNFOUNDED",
            "finding": "不实",
            "closedAt": "2026-03-04T10:00:00+08:00",
            "closedBy": "Dan",
            "case": {"number": "20260304-0001"},
        },
        "errors": [],
    }
    with inside(east):
        row = ConductLead.objects.get()
    assert (row.outcome, row.finding, row.closed_by) == ("unfounded", "不实", "Dan")


def test_a_lead_is_closed_once(east, lead):
    close(lead.pk)
    kept = stored(east)

    answer = close(lead.pk, by="bo", outcome="UNFOUNDED", finding="不实")

    assert answer.payload_codes("conductLeadClose") == [("lead_closed", "id")]
    assert stored(east) == kept


def test_nobody_closes_a_lead_about_themselves(east, cast, raised):
    own = raised(east, cast.dan)
    kept = stored(east)

    answer = close(own.pk, outcome="UNFOUNDED", finding="不实")

    assert answer.data["conductLeadClose"] == {
        "conductLead": None,
        "errors": [{"code": "lead_about_yourself", "field": "id"}],
    }
    assert stored(east) == kept


@pytest.mark.parametrize(
    ("finding", "code"), [(" \n", "finding_missing"), ("查" * 501, "text_too_long"), ("", "finding_missing")]
)
def test_a_lead_is_not_closed_without_a_finding_that_can_be_one(east, lead, finding, code):
    kept = stored(east)

    answer = close(lead.pk, finding=finding)

    assert answer.payload_codes("conductLeadClose") == [(code, "finding")]
    assert stored(east) == kept


def test_a_third_outcome_is_no_outcome(east, lead):
    kept = stored(east)

    answer = close(lead.pk, outcome="MAYBE")

    assert (answer.data, answer.codes) == (None, ["variables_invalid"])
    assert stored(east) == kept


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"hall": "west"}, "id_of_another_hall"),
        ({"hall": "east"}, "lead_unknown"),  # west's key, passed off as one of east
        ({"hall": "east", "kind": "Rating"}, "id_of_another_kind"),
    ],
)
def test_a_lead_of_another_hall_is_not_closed_from_here(east, west, cast, lead, raised, asked, code):
    theirs = raised(west, cast.wei)
    kept = stored(east), stored(west)

    answer = close(theirs.pk, **asked)

    assert answer.data["conductLeadClose"] == {"conductLead": None, "errors": [{"code": code, "field": "id"}]}
    assert (stored(east), stored(west)) == kept


@pytest.mark.parametrize("who", ["ana", "program"])
def test_a_clerk_or_a_program_closes_nothing_and_reads_nothing(east, lead, who):
    kept = stored(east)
    caller = {"by": who} if who == "ana" else {"token": gql.token("conduct.read", "conduct.report")}

    answer = gql.ask(CLOSE, {"id": gql.global_id("east", lead.pk, "ConductLead")}, **caller)

    assert (answer.data, answer.codes) == ({"conductLeadClose": None}, ["not_permitted"])
    assert stored(east) == kept
