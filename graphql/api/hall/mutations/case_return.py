"""caseReturn: give a case back (退回)."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall.case import CaseType
from county.registry.permissions import CASE_DECLINE
from hall.cases.actions import return_case


class CaseReturn(BaseMutation):
    """Give a case back with the reason (退回). Whoever may decline may return."""

    case = graphene.Field(CaseType)

    class Arguments:
        id = graphene.ID(required=True)
        expected_version = graphene.Int(required=True, description="The version you decided on.")
        reason = graphene.String(required=True)
        reason_code = graphene.String(description="Of the list of the hall's regulation, where it has one.")

    class Meta:
        permission = CASE_DECLINE

    @classmethod
    def perform(
        cls, info: Any, *, id: str, expected_version: int, reason: str, reason_code: str | None = None
    ) -> "CaseReturn":
        event = return_case(
            ids.read(id, "Case"),
            reason=reason,
            reason_code=reason_code or "",
            actor=info.context.actor,
            now=info.context.now,
            expected_version=expected_version,
        )
        return cls(case=event.case)
