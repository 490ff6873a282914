"""caseComplete: settle a case (办结)."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall import enums
from api.hall.case import CaseType
from county.registry.permissions import CASE_COMPLETE
from hall.cases.completion import complete_case
from hall.cases.models import Case


class CaseComplete(BaseMutation):
    """Settle the matter: the clock stops (办结)."""

    case = graphene.Field(CaseType)

    class Arguments:
        id = graphene.ID(required=True)
        expected_version = graphene.Int(required=True, description="The version you decided on.")
        result = enums.Result(required=True)

    class Meta:
        permission = CASE_COMPLETE

    @classmethod
    def perform(cls, info: Any, *, id: str, expected_version: int, result: Any) -> "CaseComplete":
        event = complete_case(
            ids.read(id, "Case"),
            result=Case.Result(result).value,
            actor=info.context.actor,
            now=info.context.now,
            expected_version=expected_version,
        )
        return cls(case=event.case)
