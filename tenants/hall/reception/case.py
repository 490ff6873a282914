"""A first contact becomes a case: it ends when the case does."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from county.registry.permissions import Actor
from hall.cases.selectors import case_by_number
from hall.people import identity
from hall.reception.contacts import add_step, open_contact
from hall.reception.models import ContactStep, FirstContact
from rules.errors import RuleError
from rules.transitions import OPEN


def link_case(contact_id: UUID, *, case_number: str, actor: Actor, now: datetime) -> FirstContact:
    """Say which case the visit led to; said again, it changes nothing. Another case may be named as long as the
    contact is open.

    Raises those of `open_contact`, `case_not_found`, `case_has_ended`, and those of texts.
    """
    case = case_by_number(identity.plain_text(case_number, "caseNumber", at_most=20))
    if case is None:
        raise RuleError("case_not_found", "There is no such case in this hall.", "caseNumber")
    with transaction.atomic():
        contact = open_contact(contact_id, actor)
        if contact.case_id == case.pk:
            return contact
        if case.status not in OPEN:
            raise RuleError(
                "case_has_ended", "This case has ended already: nothing waits for it.", "caseNumber"
            )
        contact.case = case
        contact.save(update_fields=["case"])
        add_step(contact, ContactStep.What.CASE_LINKED, actor=actor, now=now, data={"case": case.number})
    return contact
