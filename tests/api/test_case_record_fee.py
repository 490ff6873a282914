"""caseRecordFee: up to the published fee; on an agency case nothing, and the attempt is a lead."""

import pytest
from support import build, gql
from support.agency import offer_agency, rules_of

from county.halls import inside
from hall.agency.models import Fee
from hall.cases.actions import accept_case
from hall.cases.models import Case
from hall.catalogue.models import Matter
from hall.conduct.models import ConductLead

pytestmark = pytest.mark.django_db

FEE = """
mutation ($id: ID!, $amount: String!) {
  caseRecordFee(id: $id, expectedVersion: 2, amount: $amount, receiptNumber: "0017") {
    case { version fees { amount receiptNumber recordedAt } }
    errors { code field }
  }
}
"""


def accepted(east, cast, code):
    offer_agency(east, rules_of("zengjia"))
    with inside(east):
        Matter.objects.update(fee=80)
        case = build.case(cast.ana, matter_code=code)
        accept_case(case.pk, actor=cast.ana, now=build.NOW)
        return case


def test_a_fee_is_on_record_with_its_receipt(east, cast):
    case = accepted(east, cast, "M-10")

    answer = gql.ask(FEE, {"id": gql.global_id("east", case.pk), "amount": "80"}, by="ana")

    assert answer.data["caseRecordFee"] == {
        "case": {
            "version": 3,
            "fees": [{"amount": "80.00", "receiptNumber": "0017", "recordedAt": "2026-03-04T10:00:00+08:00"}],
        },
        "errors": [],
    }


@pytest.mark.parametrize(
    ("code", "amount", "refusal", "leads"),
    [
        ("M-agency", "10", "fee_on_agency_case", [("fee_on_agency_case", "1", "Ana")]),
        ("M-10", "80.01", "fee_above_published", [("fee_above_published", "", "Ana")]),
        ("M-10", "NaN", "fee_malformed", []),
    ],
)
def test_a_fee_that_may_not_be_taken_changes_nothing_but_is_noticed(east, cast, code, amount, refusal, leads):
    case = accepted(east, cast, code)

    answer = gql.ask(FEE, {"id": gql.global_id("east", case.pk), "amount": amount}, by="ana")

    assert answer.payload_codes("caseRecordFee") == [(refusal, "amount")]
    assert answer.data["caseRecordFee"]["case"] is None
    with inside(east):
        assert list(ConductLead.objects.values_list("code", "article", "staff_name")) == leads
        assert (Fee.objects.count(), Case.objects.get().version) == (0, 2)
