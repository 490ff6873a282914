"""firstContactRecord: who was asked what, put on record."""

from typing import Any

import graphene

from api.base.mutation import BaseMutation
from api.hall.first_contact import FirstContactType
from county.registry.permissions import RECEPTION_WORK
from hall.reception.record import record_contact


class FirstContactInput(graphene.InputObjectType):
    """What a visitor came for. A visitor need not give a name or a phone."""

    asked = graphene.String(required=True)
    matter_code = graphene.String()
    window_code = graphene.String()
    visitor_name = graphene.String()
    phone = graphene.String()
    responsible_id = graphene.Int(description="The user who was asked; left out, the one who sends this.")
    idempotency_key = graphene.String(
        required=True, description="The same key again answers the same contact."
    )


class FirstContactRecord(BaseMutation):
    """Put a first contact on record: whoever was asked stays responsible until it ends (首问负责)."""

    first_contact = graphene.Field(FirstContactType)

    class Arguments:
        input = FirstContactInput(required=True)

    class Meta:
        permission = RECEPTION_WORK

    @classmethod
    def perform(cls, info: Any, *, input: Any) -> "FirstContactRecord":
        sent = {name: value for name, value in input.items() if value is not None}
        key = sent.pop("idempotency_key")
        contact = record_contact(**sent, key=key, actor=info.context.actor, now=info.context.now)
        return cls(first_contact=contact)
