"""A first contact ends: by whoever answers for it, or because the case it became has ended."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from county.registry.permissions import NOBODY, Actor
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
    """Say how it ended. One that became a case ends with the case, and not before it.

    Raises `outcome_unknown`, `contact_case_open`, those of `open_contact` and of texts.
    """
    if outcome not in [each.value for each in BY_HAND]:
        raise RuleError("outcome_unknown", "Choose how it ended.", "outcome")
    said = identity.plain_text(words, "words", at_most=500)
    with transaction.atomic():
        contact = open_contact(contact_id, actor)
        if has_open_case(contact):
            raise RuleError(
                "contact_case_open", "Its case is still open: the first contact ends with it.", "outcome"
            )
        _end(contact, Outcome(outcome), now, actor=actor, now=now, words=said)
    return contact


def has_open_case(contact: FirstContact) -> bool:
    return contact.case is not None and contact.case.status in OPEN


def end_with_its_case(contact: FirstContact, *, now: datetime) -> bool:
    """End a (locked) contact whose case has ended, as of then. False when there is none, or it is open."""
    if contact.case is None or has_open_case(contact):
        return False
    ended_at = contact.case.ended_at or now
    _end(contact, Outcome.CASE_ENDED, ended_at, actor=NOBODY, now=now, words="")
    return True


def _end(
    contact: FirstContact, outcome: Outcome, ended_at: datetime, *, actor: Actor, now: datetime, words: str
) -> None:
    contact.ended_at, contact.outcome, contact.remind_at = ended_at, outcome.value, None
    contact.save(update_fields=["ended_at", "outcome", "remind_at"])
    add_step(
        contact, ContactStep.What.ENDED, actor=actor, now=now, words=words, data={"outcome": outcome.value}
    )
