"""A first contact as the API shows it, and what the mutations of its verbs have in common."""

from collections.abc import Callable
from typing import Any, ClassVar

import graphene

from api.base import ids
from api.base.fields import DeclaredField
from api.base.mutation import BaseMutation
from api.base.page import Ordering, Page, connection, page
from api.base.scalars import DateTime
from api.base.selection import asked_for
from api.hall import enums
from county.registry.permissions import RECEPTION_WORK
from hall.reception.models import FirstContact
from hall.reception.selectors import contacts

NEWEST_FIRST = Ordering("firstContacts", (("came_at", "instant"), ("id", "uuid")), is_descending=True)


class ContactStepType(graphene.ObjectType):
    """Something that was done for a visitor, kept for ever."""

    class Meta:
        name = "ContactStep"

    what = enums.ContactStepKind(required=True)
    at = DateTime(required=True)
    by_name = graphene.String(required=True, description="Empty where the rules did it.")
    window_code = graphene.String()
    to_name = graphene.String(required=True)
    promised_at = DateTime()
    items = graphene.List(graphene.NonNull(graphene.String), required=True, description="The papers told of.")

    def resolve_window_code(self: Any, info: Any) -> str | None:
        return self.window.code if self.window else None

    def resolve_items(self: Any, info: Any) -> list[str]:
        told: list[str] = self.papers
        return told


class FirstContactType(graphene.ObjectType):
    """What a visitor came for, and who was reached first and stays responsible until it ends (首问负责)."""

    class Meta:
        name = "FirstContact"

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    came_at = DateTime(required=True)
    asked = DeclaredField(graphene.String, permission=RECEPTION_WORK)
    matter_code = graphene.String()
    window_code = graphene.String()
    visitor_name = DeclaredField(graphene.String, permission=RECEPTION_WORK)
    phone = DeclaredField(graphene.String, permission=RECEPTION_WORK, description="Masked.")
    responsible_name = graphene.String(required=True)
    holder_name = graphene.String(required=True, description="Who has it in hand.")
    case_number = graphene.String(description="Of the case it became.")
    remind_at = DateTime(
        description="When the first-contact person is reminded next; null once it has ended."
    )
    ended_at = DateTime()
    outcome = enums.ContactOutcome()
    steps = graphene.List(graphene.NonNull(ContactStepType), required=True)

    def resolve_id(self: Any, info: Any) -> str:
        return ids.written("FirstContact", self.pk)

    def resolve_matter_code(self: Any, info: Any) -> str | None:
        return self.matter.code if self.matter else None

    def resolve_window_code(self: Any, info: Any) -> str | None:
        return self.window.code if self.window else None

    def resolve_phone(self: Any, info: Any) -> Any:
        return self.phone_mask

    def resolve_case_number(self: Any, info: Any) -> str | None:
        return self.case.number if self.case else None

    def resolve_outcome(self: Any, info: Any) -> str | None:
        return self.outcome or None

    def resolve_steps(self: Any, info: Any) -> Any:
        return self.steps.all()


FirstContactConnection = connection(FirstContactType)


def first_contacts(info: Any, *, first: int | None, after: str | None, is_open: bool | None) -> Page:
    """A page of first contacts, newest first; 1 and 100 cost the same."""
    rows = contacts().select_related("matter", "window")
    if is_open is not None:
        rows = rows.filter(ended_at__isnull=is_open)
    if "steps" in asked_for(info):
        rows = rows.prefetch_related("steps__window")
    return page(rows, NEWEST_FIRST, first=first, after=after)


class ContactArguments:
    """Of every verb on a first contact."""

    id = graphene.ID(required=True)


class ContactVerb(BaseMutation):
    """A mutation whose arguments are those of its verb."""

    class Meta:
        abstract = True

    verb: ClassVar[Callable[..., FirstContact]]

    first_contact = graphene.Field(FirstContactType)

    @classmethod
    def perform(cls, info: Any, *, id: str, **given: Any) -> "ContactVerb":
        sent = {name: value for name, value in given.items() if value is not None}
        done = cls.verb(ids.read(id, "FirstContact"), actor=info.context.actor, now=info.context.now, **sent)
        return cls(first_contact=done)
