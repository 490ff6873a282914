"""③ Fees: none on an agency case, none above the published fee of the matter; an attempt is a conduct lead."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from county.registry.permissions import Actor
from hall.agency.models import Fee
from hall.cases.models import Case, CaseEvent
from hall.cases.transition import Change, apply
from hall.conduct.leads import lead
from hall.conduct.models import ConductLead
from hall.keys import uuid7
from hall.people import identity
from hall.regulations.current import regulation
from rules.agency import read_yuan
from rules.classification import Route
from rules.errors import RuleError
from rules.transitions import Action

LONGEST_RECEIPT = 40
LEADS = {
    "fee_on_agency_case": ConductLead.Code.FEE_ON_AGENCY_CASE,
    "fee_above_published": ConductLead.Code.FEE_ABOVE_PUBLISHED,
}


def record_fee(
    case_id: UUID,
    *,
    amount: str,
    receipt_number: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> CaseEvent:
    """Record what the applicant has paid, in yuan, with its receipt.

    Raises `fee_malformed`, `receipt_missing`, `receipt_on_record`; and `fee_on_agency_case`, `fee_above_published`
    (all fees of the case together), after which the attempt stands as a conduct lead though the step does not: so
    never call it inside a transaction that an error undoes.
    """
    yuan = read_yuan(amount)
    receipt = identity.plain_text(receipt_number, "receiptNumber", at_most=LONGEST_RECEIPT)
    if not receipt:
        raise RuleError("receipt_missing", "Write down the number of the receipt.", "receiptNumber")
    try:
        # The route never changes, and the attempt counts whatever the status: so it is asked before the table.
        _refuse_on_agency(case_id)
        return apply(
            case_id,
            Action.RECORD_FEE,
            actor=actor,
            now=now,
            expected_version=expected_version,
            decide=lambda case: _recorded(case, yuan, receipt, actor=actor, now=now),
        )
    except RuleError as refused:
        if code := LEADS.get(refused.code):
            _noticed(case_id, code, yuan, actor=actor, now=now)
        raise


def _refuse_on_agency(case_id: UUID) -> None:
    if Case.objects.filter(pk=case_id, route=Route.AGENCY.value).exists():
        raise RuleError("fee_on_agency_case", "Agency is free: no fee may be taken on this case.", "amount")


def _recorded(case: Case, yuan: Decimal, receipt: str, *, actor: Actor, now: datetime) -> Change:
    fees = Fee.objects.filter(case=case)
    if fees.filter(receipt_number=receipt).exists():
        raise RuleError("receipt_on_record", "This receipt is on record already.", "receiptNumber")
    published, paid = case.matter.fee, fees.aggregate(paid=Sum("amount"))["paid"] or Decimal(0)
    if paid + yuan > published:
        raise RuleError(
            "fee_above_published",
            "The published fee of this matter is %(published)s yuan; %(paid)s yuan are on record.",
            "amount",
            published=f"{published:.2f}",
            paid=f"{paid:.2f}",
        )
    row = Fee(
        id=uuid7(now),
        case=case,
        amount=yuan,
        receipt_number=receipt,
        recorded_at=now,
        recorded_by=actor.name,
    )
    return Change(data={"amount": str(yuan)}, rows=(row,))


def _noticed(case_id: UUID, code: ConductLead.Code, yuan: Decimal, *, actor: Actor, now: datetime) -> None:
    """The attempt, as a lead of its own transaction: the step it was made with has been undone."""
    case = Case.objects.get(pk=case_id)
    agency = regulation(case.regulation_id).rulebook.agency
    is_agency = code == ConductLead.Code.FEE_ON_AGENCY_CASE
    article = agency.free_article if agency and agency.is_free and is_agency else None
    lead(code, case=case, staff=actor, now=now, article=article, amount=str(yuan)).save(force_insert=True)
