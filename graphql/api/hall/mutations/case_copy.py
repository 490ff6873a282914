"""caseCopy: copy a joint case to the departments that take part (抄告)."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall import enums
from api.hall.case import CaseType
from county.registry.permissions import JOINT_LEAD
from hall.joint.copying import PartWanted, copy_case
from rules.limits import Limit, LimitUnit


class PartInput(graphene.InputObjectType):
    """A department that is to decide a part, and within which limit."""

    department = graphene.String(required=True, description="The department's code.")
    responsible = graphene.String(required=True, description="The person in charge, by name.")
    limit = graphene.Int(required=True)
    unit = enums.LimitUnit(required=True)
    window_code = graphene.String(description="The window that decides, if not those of the department.")


class CaseCopy(BaseMutation):
    """Copy a joint case to the departments that take part; the limit of each part runs from now on (抄告)."""

    case = graphene.Field(CaseType)

    class Arguments:
        id = graphene.ID(required=True)
        expected_version = graphene.Int(required=True, description="The version you decided on.")
        parts = graphene.List(graphene.NonNull(PartInput), required=True)

    class Meta:
        permission = JOINT_LEAD

    @classmethod
    def perform(cls, info: Any, *, id: str, expected_version: int, parts: list[PartInput]) -> "CaseCopy":
        event = copy_case(
            ids.read(id, "Case"),
            parts=[
                PartWanted(
                    part.department,
                    Limit(part.limit, LimitUnit(part.unit)),
                    part.responsible,
                    part.get("window_code") or "",
                )
                for part in parts
            ],
            actor=info.context.actor,
            now=info.context.now,
            expected_version=expected_version,
        )
        return cls(case=event.case)
