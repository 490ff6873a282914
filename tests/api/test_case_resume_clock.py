"""caseResumeClock: what stopped it has ended."""

import pytest
from support import gql

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.clock_stops import stop_clock
from hall.cases.models import ClockStop

pytestmark = pytest.mark.django_db

STEP = """
mutation ($id: ID!, $version: Int!, $at: DateTime) {
  caseResumeClock(id: $id, expectedVersion: $version, reason: HEARING, endedAt: $at) {
    case { isStopped dueAt }
    errors { code field }
  }
}
"""


@pytest.fixture
def stopped(east, cast, received, now):
    with inside(east):
        accept_case(received.pk, actor=cast.ana, now=now)
        stop_clock(received.pk, reason="hearing", evidence="听证通知", actor=cast.ana, now=now)


def test_the_clock_goes_on(stopped, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 3}, by="ana")

    assert answer.data["caseResumeClock"] == {
        "case": {"isStopped": False, "dueAt": "2026-03-18T17:30:00+08:00"},
        "errors": [],
    }


def test_a_stop_does_not_end_before_it_begins(east, stopped, received_id):
    early = {"id": received_id, "version": 3, "at": "2026-03-04T09:59:00+08:00"}
    answer = gql.ask(STEP, early, by="ana")

    assert answer.payload_codes("caseResumeClock") == [("bad_stop", "endedAt")]
    with inside(east):
        assert ClockStop.objects.get().ended_at is None
