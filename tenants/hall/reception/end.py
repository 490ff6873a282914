"""A first contact ends: by whoever answers for it, or because the case it became has ended."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from county.registry.permissions import CASE_URGE, NOBODY, Actor
from hall.people import identity
from hall.reception.contacts import add_step, open_contact
from hall.reception.models import ContactStep, FirstContact
from rules.errors import RuleError
from rules.transitions import OPEN

Outcome = FirstContact.Outcome
BY_HAND = (Outcome.ANSWERED, Outcome.DONE, Outcome.GIVEN_UP)


def end_contact(
    contact_id: UUID, *, outcome: str, actor: Actor, now: datetime, words: str = ""
) -> FirstContact:
    """Say how it ended: the first-contact person does, or who has it in hand, or who answers for the hall.

    Raises `outcome_unknown`, `contact_unknown`, `contact_ended`, `not_your_contact`, `contact_case_open` (it ends with
    its case, unless the visitor gave up), and those of texts.
    """
    if outcome not in [each.value for each in BY_HAND]:
        raise RuleError("outcome_unknown", "Choose how it ended.", "outcome")
    said = identity.plain_text(words, "words", at_most=500)
    with transaction.atomic():
        contact = open_contact(contact_id)
        if actor.id not in (contact.responsible_id, contact.holder_id) and not actor.may(CASE_URGE):
            raise RuleError(
                "not_your_contact",
                "%(name)s answers for this first contact, and ends it.",
                "id",
                name=contact.responsible_name,
            )
        if contact.case and contact.case.status in OPEN:
            raise RuleError(
                "contact_case_open", "Its case is still open: the first contact ends with it.", "outcome"
            )
        _end(contact, Outcome(outcome), actor=actor, now=now, words=said)
    return contact


def end_with_its_case(contact: FirstContact, *, now: datetime) -> bool:
    """End a (locked) contact whose case has ended. False when there is none, or it is open."""
    if contact.case is None or contact.case.status in OPEN:
        return False
    _end(contact, Outcome.CASE_ENDED, actor=NOBODY, now=now, words="")
    return True


def _end(contact: FirstContact, outcome: Outcome, *, actor: Actor, now: datetime, words: str) -> None:
    contact.ended_at, contact.outcome, contact.remind_at = now, outcome.value, None
    contact.save(update_fields=["ended_at", "outcome", "remind_at"])
    add_step(
        contact, ContactStep.What.ENDED, actor=actor, now=now, words=words, data={"outcome": outcome.value}
    )
