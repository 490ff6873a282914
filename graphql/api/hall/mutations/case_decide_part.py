"""caseDecidePart: a department decides its part of a joint case."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall import enums
from api.hall.case import CaseType
from county.registry.permissions import JOINT_DECIDE
from hall.joint.models import Part
from hall.joint.parts import decide_part


class CaseDecidePart(BaseMutation):
    """The department of a part approves or refuses it, with its opinion; nobody else does. In any order."""

    case = graphene.Field(CaseType)

    class Arguments:
        part_id = graphene.ID(required=True)
        outcome = enums.PartOutcome(required=True)
        opinion = graphene.String(required=True)

    class Meta:
        permission = JOINT_DECIDE

    @classmethod
    def perform(cls, info: Any, *, part_id: str, outcome: Any, opinion: str) -> "CaseDecidePart":
        event = decide_part(
            ids.read(part_id, "Part", "partId"),
            outcome=Part.Outcome(outcome).value,
            opinion=opinion,
            actor=info.context.actor,
            now=info.context.now,
        )
        return cls(case=event.case)
