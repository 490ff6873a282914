"""caseAdvanceAgency: the next station, and no other."""

import pytest
from support import build, gql
from support.agency import offer_agency, passed, rules_of

from county.halls import inside
from hall.agency.course import record_consent
from hall.cases.actions import accept_case
from hall.cases.models import Case

pytestmark = pytest.mark.django_db

ADVANCE = """
mutation ($id: ID!, $version: Int!, $station: String!) {
  caseAdvanceAgency(id: $id, expectedVersion: $version, station: $station, reference: "7号") {
    case { agency { stations { code name reference at by } insideDueAt } events { action } }
    errors { code field }
  }
}
"""


@pytest.fixture
def accepted(east, cast):
    offer_agency(east, rules_of("zengjia"))
    with inside(east):
        case = build.case(cast.ana, matter_code="M-agency")
        accept_case(case.pk, actor=cast.ana, now=build.NOW)
        return case


def asked(case, station, version):
    return {"id": gql.global_id("east", case.pk), "version": version, "station": station}


def test_the_next_station_is_passed(east, cast, accepted):
    with inside(east):
        record_consent(accepted.pk, how="phone", words="x", actor=cast.ana, now=build.NOW)

    answer = gql.ask(ADVANCE, asked(accepted, "forwarded_case_notice", 3), by="ana")

    done = answer.data["caseAdvanceAgency"]
    assert done["errors"] == []
    assert done["case"]["agency"] == {
        "stations": [
            {
                "code": "forwarded_case_notice",
                "name": "上报件告知书",
                "reference": "7号",
                "at": "2026-03-04T10:00:00+08:00",
                "by": "Ana",
            }
        ],
        "insideDueAt": "2026-03-13T17:30:00+08:00",
    }
    assert done["case"]["events"][-1] == {"action": "ADVANCE_AGENCY"}


@pytest.mark.parametrize(
    ("consent", "station", "refusal"),
    [
        (False, "forwarded_case_notice", ("consent_missing", "status")),
        (True, "filed_upward", ("station_out_of_order", "station")),
        (True, "no_such", ("station_unknown", "station")),
    ],
)
def test_what_is_not_the_next_station_is_refused(east, cast, accepted, consent, station, refusal):
    with inside(east):
        if consent:
            record_consent(accepted.pk, how="phone", words="x", actor=cast.ana, now=build.NOW)
        version = Case.objects.get().version

    answer = gql.ask(ADVANCE, asked(accepted, station, version), by="ana")

    assert answer.payload_codes("caseAdvanceAgency") == [refusal]
    assert answer.data["caseAdvanceAgency"]["case"] is None
    with inside(east):
        assert (passed(accepted), Case.objects.get().version) == ([], version)
