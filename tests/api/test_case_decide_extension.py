"""caseDecideExtension: by whom the rules name."""

import pytest
from support import build, gql

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.extensions import request_extension
from hall.cases.models import Case

pytestmark = pytest.mark.django_db

STEP = """
mutation ($id: ID!, $version: Int!) {
  caseDecideExtension(id: $id, expectedVersion: $version, isGranted: true) {
    case { dueAt extensions { isGranted } }
    errors { code field }
  }
}
"""
TEN = {"max_days": 10, "unit": "calendar_days", "article": "2"}


@pytest.fixture
def waiting(east, cast, received, now):
    with inside(east):
        build.regulation("2026-1", now.date(), extension={**TEN, "approved_by": "administrator"})
        accept_case(received.pk, actor=cast.ana, now=now)
        request_extension(received.pk, days=5, reason="等待上级批复", actor=cast.ana, now=now)


def test_the_administrator_whom_the_rules_name_grants_it(waiting, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 3}, by="bo")

    assert answer.data["caseDecideExtension"] == {
        "case": {"dueAt": "2026-03-23T17:30:00+08:00", "extensions": [{"isGranted": True}]},
        "errors": [],
    }


def test_the_clerk_who_asked_does_not(east, waiting, received_id):
    answer = gql.ask(STEP, {"id": received_id, "version": 3}, by="ana")

    assert answer.payload_codes("caseDecideExtension") == [("not_the_approver", None)]
    with inside(east):
        assert Case.objects.get().version == 3
