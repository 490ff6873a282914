"""caseIssueReceipt: the receipt of the intake, once."""

import pytest
from support import build, gql

from county.halls import inside
from hall.cases.models import Case, CaseEvent
from hall.notices.models import Notice

pytestmark = pytest.mark.django_db

ISSUE = """
mutation ($id: ID!) {
  caseIssueReceipt(id: $id) { case { version notices { kind number issuedAt } } errors { code field } }
}
"""
RECEIPT = {"kind": "RECEIPT", "number": "20260304-0001-收1", "issuedAt": "2026-03-04T10:00:00+08:00"}


def test_the_receipt_is_issued_once_and_is_no_step_of_the_case(east, received, received_id):
    first = gql.ask(ISSUE, {"id": received_id}, by="ana")
    again = gql.ask(ISSUE, {"id": received_id}, by="bo")

    issued = {"case": {"version": 1, "notices": [RECEIPT]}, "errors": []}
    assert [each.data["caseIssueReceipt"] for each in (first, again)] == [issued, issued]
    with inside(east):
        assert list(Notice.objects.values_list("kind", "sequence", "issued_by")) == [("receipt", 1, "Ana")]
        assert (Case.objects.get().version, CaseEvent.objects.count()) == (1, 1)


def test_who_may_not_issue_issues_nothing(received_id, written):
    before = written()

    answer = gql.ask(ISSUE, {"id": received_id}, by="dan")

    assert (answer.data, answer.codes) == ({"caseIssueReceipt": None}, ["not_permitted"])
    assert written() == before


def test_a_case_of_another_hall_or_of_none_gets_no_receipt(west, cast, received_id, written):
    with inside(west):
        elsewhere = gql.global_id("west", build.case(cast.wei).pk)
    nowhere = gql.global_id("east", "019f0000-0000-7000-8000-000000000000")
    before = written()

    for id, code in ((elsewhere, "id_of_another_hall"), (nowhere, "case_not_found"), ("x", "id_malformed")):
        answer = gql.ask(ISSUE, {"id": id}, by="ana")
        assert answer.data["caseIssueReceipt"] == {"case": None, "errors": [{"code": code, "field": "id"}]}
    assert written() == before
