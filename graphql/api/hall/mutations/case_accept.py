"""caseAccept: accept a case (受理)."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall.case import CaseType
from county.registry.permissions import CASE_ACCEPT
from hall.cases.actions import accept_case


class CaseAccept(BaseMutation):
    """Accept a case: the clock starts and the due date is set (受理)."""

    case = graphene.Field(CaseType)

    class Arguments:
        id = graphene.ID(required=True)
        expected_version = graphene.Int(required=True, description="The version you decided on.")

    class Meta:
        permission = CASE_ACCEPT

    @classmethod
    def perform(cls, info: Any, *, id: str, expected_version: int) -> "CaseAccept":
        event = accept_case(
            ids.read(id, "Case"),
            actor=info.context.actor,
            now=info.context.now,
            expected_version=expected_version,
        )
        return cls(case=event.case)
