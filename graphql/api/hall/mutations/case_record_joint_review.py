"""caseRecordJointReview: put a joint review of a joint case on record (联合会审)."""

from datetime import datetime
from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.base.scalars import DateTime
from api.hall.case import CaseType
from county.registry.permissions import JOINT_LEAD
from hall.joint.meetings import record_joint_review


class CaseRecordJointReview(BaseMutation):
    """Put a joint review on record: when, who came, the opinion they reached."""

    case = graphene.Field(CaseType)

    class Arguments:
        id = graphene.ID(required=True)
        expected_version = graphene.Int(required=True, description="The version you decided on.")
        held_at = DateTime(required=True)
        attendees = graphene.List(graphene.NonNull(graphene.String), required=True)
        opinion = graphene.String(required=True)

    class Meta:
        permission = JOINT_LEAD

    @classmethod
    def perform(
        cls,
        info: Any,
        *,
        id: str,
        expected_version: int,
        held_at: datetime,
        attendees: list[str],
        opinion: str,
    ) -> "CaseRecordJointReview":
        event = record_joint_review(
            ids.read(id, "Case"),
            held_at=held_at,
            attendees=attendees,
            opinion=opinion,
            actor=info.context.actor,
            now=info.context.now,
            expected_version=expected_version,
        )
        return cls(case=event.case)
