"""caseAcknowledgeCopy: a department says that its copy came."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall.case import CaseType
from county.registry.permissions import JOINT_DECIDE
from hall.joint.copying import acknowledge_copy


class CaseAcknowledgeCopy(BaseMutation):
    """The department of a part says that its copy of the case came."""

    case = graphene.Field(CaseType)

    class Arguments:
        part_id = graphene.ID(required=True)

    class Meta:
        permission = JOINT_DECIDE

    @classmethod
    def perform(cls, info: Any, *, part_id: str) -> "CaseAcknowledgeCopy":
        event = acknowledge_copy(
            ids.read(part_id, "Part", "partId"), actor=info.context.actor, now=info.context.now
        )
        return cls(case=event.case)
