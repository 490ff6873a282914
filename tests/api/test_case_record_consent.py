"""caseRecordConsent: when, how and by whom; and the course of agency cases, read for one or for many."""

from datetime import timedelta

import pytest
from support import build, gql
from support.agency import ZENGJIA, offer_agency, pass_stations, rules_of
from support.counts import counted

from county.halls import inside
from hall.agency.course import record_consent
from hall.agency.models import AgencyRecord
from hall.cases.actions import accept_case
from hall.cases.models import Case

pytestmark = pytest.mark.django_db

CONSENT = """
mutation ($id: ID!, $version: Int!, $how: ConsentHow!, $words: String!) {
  caseRecordConsent(id: $id, expectedVersion: $version, how: $how, words: $words) {
    case { version agency { consentAt consentHow agentName stations { code } insideDueAt upwardDueAt } }
    errors { code field }
  }
}
"""
WIDE = """
query ($first: Int!) { cases(first: $first) { edges { node {
    agency { consentAt agentName stations { code name at by } insideDueAt upwardDueAt }
    fees { amount receiptNumber recordedAt } } } } }
"""


@pytest.fixture
def agency_case(east, cast):
    offer_agency(east, rules_of("zengjia"))
    with inside(east):
        return build.case(cast.ana, matter_code="M-agency")


def asked(case, **more):
    return {"id": gql.global_id("east", case.pk), "version": 1, "how": "WRITTEN", "words": "委托书", **more}


def test_the_citizens_consent_is_on_record_with_the_agent(agency_case):
    answer = gql.ask(CONSENT, asked(agency_case), by="ana")

    assert answer.data["caseRecordConsent"] == {
        "case": {
            "version": 2,
            "agency": {
                "consentAt": "2026-03-04T10:00:00+08:00",
                "consentHow": "WRITTEN",
                "agentName": "Ana",
                "stations": [],
                "insideDueAt": None,
                "upwardDueAt": None,
            },
        },
        "errors": [],
    }


def test_a_case_of_another_route_is_refused(east, received, agency_case):
    answer = gql.ask(CONSENT, asked(received), by="ana")

    assert answer.payload_codes("caseRecordConsent") == [("not_an_agency_case", "id")]
    assert answer.data["caseRecordConsent"]["case"] is None
    with inside(east):
        assert (AgencyRecord.objects.count(), Case.objects.get(pk=received.pk).version) == (0, 1)


def test_one_case_and_many_cost_the_same(east, cast, agency_case, received):
    with inside(east):
        for n in range(3):
            now = build.NOW + timedelta(minutes=n)
            case = build.case(cast.ana, key=f"many-{n}", matter_code="M-agency", now=now)
            record_consent(case.pk, how="phone", words="x", actor=cast.ana, now=now)
            accept_case(case.pk, actor=cast.ana, now=now)
            pass_stations(case, *ZENGJIA[:2], actor=cast.ana, now=now)
    token = gql.token("case.read")
    gql.ask(WIDE, {"first": 1}, token=token)

    with counted("agency of cases"):
        one = gql.ask(WIDE, {"first": 1}, token=token)
    with counted("agency of cases"):
        many = gql.ask(WIDE, {"first": 100}, token=token)

    rows = [edge["node"] for edge in many.data["cases"]["edges"]]
    assert (len(one.data["cases"]["edges"]), len(rows)) == (1, 5)
    assert sum(row["agency"] is None for row in rows) == 1  # M-10, of another route
    assert [row["fees"] for row in rows] == [[]] * 5
    assert rows[0]["agency"] == {
        "consentAt": "2026-03-04T10:02:00+08:00",
        "agentName": "Ana",
        "stations": [
            {"code": code, "name": name, "at": "2026-03-04T10:02:00+08:00", "by": "Ana"}
            for code, name in zip(ZENGJIA[:2], ["上报件告知书", "代办件交接表"], strict=True)
        ],
        "insideDueAt": "2026-03-13T17:30:00+08:00",
        "upwardDueAt": None,
    }
