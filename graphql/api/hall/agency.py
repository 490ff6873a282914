"""The course of an agency case, and the fees of a case, as the API shows them."""

from typing import Any

import graphene

from api.base.scalars import DateTime
from api.hall import enums


class AgencyStationType(graphene.ObjectType):
    """A station an agency case has passed, named as the regulation named it then."""

    class Meta:
        name = "AgencyStation"

    code = graphene.String(required=True)
    name = graphene.String(required=True)
    english = graphene.String(required=True)
    at = DateTime(required=True)
    by = graphene.String(required=True)
    reference = graphene.String(required=True, description="The number it was filed under.")


class AgencyType(graphene.ObjectType):
    """How far an agency case has come (全程代办). Limits count from acceptance; null where the rules set none."""

    class Meta:
        name = "Agency"

    consent_at = DateTime(description="When the citizen agreed; null until then.")
    consent_how = enums.ConsentHow()
    agent_name = graphene.String()
    stations = graphene.List(graphene.NonNull(AgencyStationType), required=True)
    inside_due_at = DateTime(description="The time with the authority above does not count.")
    upward_due_at = DateTime()

    def resolve_consent_how(self: Any, info: Any) -> str | None:
        return self.consent.consent_how if self.consent else None


class FeeType(graphene.ObjectType):
    """A fee paid for a case."""

    class Meta:
        name = "Fee"

    amount = graphene.String(required=True, description="In yuan, to the fen.")
    receipt_number = graphene.String(required=True)
    recorded_at = DateTime(required=True)

    def resolve_amount(self: Any, info: Any) -> str:
        return f"{self.amount:.2f}"
