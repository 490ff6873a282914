"""③ Fees: none on an agency case, none above the published one; the attempt stays as a conduct lead."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from support import build

from county.halls import inside
from county.now import TIMEZONE
from hall.agency.fees import record_fee
from hall.agency.models import Fee
from hall.cases.actions import accept_case
from hall.cases.models import Case, CaseEvent
from hall.catalogue.models import Matter
from hall.conduct.models import ConductLead
from rules.errors import RuleError

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 2, 9, 10, 0, tzinfo=TIMEZONE)
LATER = MONDAY + timedelta(hours=1)


def refusal(case: Case, amount: str, receipt: str = "0001", **by: object) -> RuleError:
    """The refusal, after which case, events and fees stand as they stood."""
    kept = [list(model.objects.order_by("pk").values()) for model in (Case, CaseEvent, Fee)]
    with pytest.raises(RuleError) as error:
        record_fee(case.pk, amount=amount, receipt_number=receipt, now=LATER, **by)
    assert [list(model.objects.order_by("pk").values()) for model in (Case, CaseEvent, Fee)] == kept
    return error.value


def leads() -> list[tuple]:
    rows = ConductLead.objects.order_by("data__amount")
    return list(rows.values_list("code", "article", "staff_name", "source", "data"))


@pytest.fixture
def charged(east, ana):
    """An accepted case of a matter with a published fee of 80 yuan."""
    with inside(east):
        Matter.objects.filter(code="M-10").update(fee=80)
        case = build.case(ana, now=MONDAY)
        accept_case(case.pk, actor=ana, now=MONDAY)
        case.refresh_from_db()
        return case


def test_no_fee_can_be_recorded_on_an_agency_case_and_each_attempt_is_a_lead(east_agency, ana, run):
    with inside(east_agency):
        Matter.objects.filter(code="M-agency").update(fee=80)  # not even a published one
        case = run(ana)
        error = refusal(case, "50", actor=ana)
        refusal(case, "20.5", actor=ana, expected_version=1)

        found = leads()
    assert (error.code, error.field) == ("fee_on_agency_case", "amount")
    assert found == [
        ("fee_on_agency_case", "1", "Ana", "system", {"amount": "20.50"}),
        ("fee_on_agency_case", "1", "Ana", "system", {"amount": "50.00"}),
    ]


def test_where_the_rules_do_not_say_free_the_lead_cites_no_article(west_agency, cast, run):
    with inside(west_agency):
        assert refusal(run(cast.wei), "50", actor=cast.wei).code == "fee_on_agency_case"

        assert leads() == [("fee_on_agency_case", "", "Wei", "system", {"amount": "50.00"})]


def test_an_attempt_counts_before_acceptance_too(east_agency, ana):
    with inside(east_agency):
        case = build.case(ana, now=MONDAY, matter_code="M-agency")

        assert refusal(case, "50", actor=ana).code == "fee_on_agency_case"
        assert len(leads()) == 1


def test_fees_up_to_the_published_one_are_recorded_in_parts(east, ana, charged):
    with inside(east):
        event = record_fee(charged.pk, amount="30.5", receipt_number=" 川财 0017 ", actor=ana, now=LATER)
        record_fee(
            charged.pk, amount="49.50", receipt_number="0018", actor=ana, now=LATER + timedelta(minutes=1)
        )

        rows = list(Fee.objects.values_list("amount", "receipt_number", "recorded_at", "recorded_by"))
        assert rows[0] == (Decimal("30.50"), "川财 0017", LATER, "Ana")
        assert (event.action, event.data) == ("record_fee", {"amount": "30.50"})
        error = refusal(charged, "0.01", "0019", actor=ana)
        assert (error.code, error.values) == ("fee_above_published", {"published": "80.00", "paid": "80.00"})
        assert leads() == [("fee_above_published", "", "Ana", "system", {"amount": "0.01"})]


def test_a_matter_without_a_fee_takes_none(east, ana, charged):
    with inside(east):
        Matter.objects.filter(code="M-10").update(fee=0)

        assert refusal(charged, "1", actor=ana).code == "fee_above_published"
        assert [found[0] for found in leads()] == ["fee_above_published"]


@pytest.mark.parametrize(
    ("amount", "receipt", "code"),
    [
        ("-5", "1", "fee_malformed"),
        ("NaN", "1", "fee_malformed"),
        ("1.005", "1", "fee_malformed"),
        ("1e9", "1", "fee_malformed"),
        ("0", "1", "fee_malformed"),
        ("5", "  ", "receipt_missing"),
        ("5", "x" * 41, "text_too_long"),
    ],
)
def test_what_is_no_fee_is_refused_and_is_no_lead(east, ana, charged, amount, receipt, code):
    with inside(east):
        assert refusal(charged, amount, receipt, actor=ana).code == code
        assert leads() == []


def test_a_receipt_counts_once(east, ana, charged):
    with inside(east):
        record_fee(charged.pk, amount="5", receipt_number="0017", actor=ana, now=LATER)
        charged.refresh_from_db()

        assert refusal(charged, "5", "0017", actor=ana).code == "receipt_on_record"
        assert leads() == []


@pytest.mark.parametrize("change", ["UPDATE agency_fee SET amount = 1", "DELETE FROM agency_fee"])
def test_a_fee_is_never_changed(east, ana, charged, change):
    with inside(east):
        record_fee(charged.pk, amount="5", receipt_number="0017", actor=ana, now=LATER)
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)

        assert Fee.objects.get().amount == 5
