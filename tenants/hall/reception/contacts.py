"""What the verbs of reception have in common: the open contact, a line of its history, when to remind next."""

from datetime import datetime
from typing import Any
from uuid import UUID

from county.registry.permissions import CASE_URGE, Actor
from hall.keys import uuid7
from hall.office.closures import hall_calendar
from hall.reception.models import ContactStep, FirstContact
from hall.regulations.current import Regulation, regulation
from rules.clock import due_at
from rules.errors import RuleError

PHONE = "visitor_phone"  # what the sealed value is for


def answers_for(contact: FirstContact, actor: Actor) -> bool:
    """The first-contact person does, who has it in hand, and who answers for the hall."""
    return actor.may(CASE_URGE) or (
        actor.id is not None and actor.id in (contact.responsible_id, contact.holder_id)
    )


def open_contact(contact_id: UUID, actor: Actor) -> FirstContact:
    """The contact, locked until the transaction ends. Raises `contact_unknown`, `contact_ended`, `not_your_contact`:
    nobody but who answers for it goes on with it."""
    contact = FirstContact.objects.select_for_update().filter(pk=contact_id).first()
    if contact is None:
        raise RuleError("contact_unknown", "This hall has no such first contact.", "id")
    if contact.ended_at is not None:
        raise RuleError("contact_ended", "This first contact has ended already.", "id")
    if not answers_for(contact, actor):
        raise RuleError(
            "not_your_contact",
            "%(name)s answers for this first contact.",
            "id",
            name=contact.responsible_name,
        )
    return contact


def add_step(
    contact: FirstContact, what: ContactStep.What, *, actor: Actor, now: datetime, **fields: Any
) -> ContactStep:
    """Put a line into the history of the (locked) contact."""
    return ContactStep.objects.create(
        id=uuid7(now),
        contact=contact,
        position=contact.steps.count() + 1,
        what=what.value,
        at=now,
        by_id=actor.id,
        by_name=actor.name or actor.client,
        **fields,
    )


def next_reminder(rules: Regulation, now: datetime) -> datetime:
    """When whoever is responsible is reminded next, in working time of the hall."""
    every = rules.rulebook.supervision.remind_every
    return due_at(now, every, calendar=hall_calendar(), hours=rules.hours).due_at


def rules_of(contact: FirstContact) -> Regulation:
    """The rules in force when the visitor came."""
    return regulation(contact.regulation_id)
