"""conductLeadClose: what came of a conduct lead, said once."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall import enums
from api.hall.conduct import ConductLeadType
from county.registry.permissions import CONDUCT_READ
from hall.conduct.close import close_lead
from hall.conduct.models import ConductLead


class ConductLeadClose(BaseMutation):
    """Close a lead as founded or unfounded, with what was found. Nobody closes one about themselves."""

    conduct_lead = graphene.Field(ConductLeadType)

    class Arguments:
        id = graphene.ID(required=True)
        outcome = enums.LeadOutcome(required=True)
        finding = graphene.String(required=True)

    class Meta:
        permission = CONDUCT_READ

    @classmethod
    def perform(cls, info: Any, *, id: str, outcome: Any, finding: str) -> "ConductLeadClose":
        lead = close_lead(
            ids.read(id, "ConductLead"),
            outcome=ConductLead.Outcome(outcome).value,
            finding=finding,
            actor=info.context.actor,
            now=info.context.now,
        )
        return cls(conduct_lead=lead)
