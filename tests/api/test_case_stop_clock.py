"""caseStopClock: for a hearing or a survey, with what shows it."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.models import Case, ClockStop

pytestmark = pytest.mark.django_db

STEP = """
mutation ($id: ID!, $version: Int!, $reason: ProcedureThatStops!, $at: DateTime) {
  caseStopClock(id: $id, expectedVersion: $version, reason: $reason, evidence: "听证通知", startedAt: $at) {
    case { isStopped dueIsProvisional stops { reason startedAt endedAt evidence } }
    errors { code field }
  }
}
"""


@pytest.fixture
def accepted(east, cast, received, now):
    """The received case of East, accepted: version 2."""
    with inside(east):
        accept_case(received.pk, actor=cast.ana, now=now)
    return received


def test_the_clock_stands_still(accepted, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 2, "reason": "HEARING"}, by="ana")

    assert answer.data["caseStopClock"] == {
        "case": {
            "isStopped": True,
            "dueIsProvisional": True,
            "stops": [
                {
                    "reason": "HEARING",
                    "startedAt": "2026-03-04T10:00:00+08:00",
                    "endedAt": None,
                    "evidence": "听证通知",
                }
            ],
        },
        "errors": [],
    }


@pytest.mark.parametrize(
    "given, answered",
    [
        ({"reason": "HEARING", "at": "0001-01-01T00:00:00+00:00"}, ("moment_out_of_range", "startedAt")),
        ({"reason": "HEARING", "at": "9999-12-31T23:59:59+00:00"}, ("moment_out_of_range", "startedAt")),
        ({"reason": "HEARING", "at": "2026-03-04T09:59:59+08:00"}, ("moment_out_of_range", "startedAt")),
    ],
)
def test_a_bad_stop_stops_nothing(east, accepted, received_id, given, answered):
    answer = gql.ask(STEP, {"id": received_id, "version": 2, **given}, by="ana")

    assert answer.payload_codes("caseStopClock") == [answered]
    with inside(east):
        assert Case.objects.values_list("version", "is_stopped").get() == (2, False)
        assert ClockStop.objects.count() == 0


@pytest.mark.parametrize("reason", ["REVIEW", "SUPPLEMENT", "ABOVE", "LUNCH"])
def test_only_procedures_stop_a_clock_by_hand(east, accepted, received_id, reason):
    answer = gql.ask(STEP, {"id": received_id, "version": 2, "reason": reason}, by="ana")

    assert (answer.status, answer.codes) == (400, ["variables_invalid"])
    with inside(east):
        assert ClockStop.objects.count() == 0


@pytest.mark.parametrize("at", ["2026-03-04T10:00:00", "2026-03-04", "yesterday"])
def test_an_instant_needs_its_offset(east, accepted, received_id, at):
    answer = gql.ask(STEP, {"id": received_id, "version": 2, "reason": "HEARING", "at": at}, by="ana")

    assert (answer.status, answer.codes) == (400, ["variables_invalid"])
    with inside(east):
        assert ClockStop.objects.count() == 0
