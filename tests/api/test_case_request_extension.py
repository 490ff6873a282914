"""caseRequestExtension: more time, within what the rules allow."""

import pytest
from support import build, gql

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.models import Case, ExtensionRequest

pytestmark = pytest.mark.django_db

STEP = """
mutation ($id: ID!, $version: Int!, $days: Int!) {
  caseRequestExtension(id: $id, expectedVersion: $version, days: $days, reason: "等待上级批复") {
    case { dueAt extensions { days unit isGranted } }
    errors { code field }
  }
}
"""
TEN = {"max_days": 10, "unit": "calendar_days", "article": "2"}


@pytest.fixture
def extendable(east, cast, received, now):
    with inside(east):
        build.regulation("2026-1", now.date(), extension={**TEN})
        accept_case(received.pk, actor=cast.ana, now=now)


def test_where_nobody_is_named_it_is_granted_at_once(extendable, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 2, "days": 5}, by="ana")

    assert answer.data["caseRequestExtension"] == {
        "case": {
            "dueAt": "2026-03-23T17:30:00+08:00",
            "extensions": [{"days": 5, "unit": "CALENDAR_DAYS", "isGranted": True}],
        },
        "errors": [],
    }


@pytest.mark.parametrize("days", [0, 11, -5])
def test_more_than_the_rules_allow_is_refused(east, extendable, received_id, days):
    answer = gql.ask(STEP, {"id": received_id, "version": 2, "days": days}, by="ana")

    assert answer.payload_codes("caseRequestExtension") == [("extension_too_long", "days")]
    with inside(east):
        assert Case.objects.get().version == 2
        assert ExtensionRequest.objects.count() == 0
