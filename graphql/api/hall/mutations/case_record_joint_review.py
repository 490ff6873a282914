"""caseRecordJointReview: put a joint review of a joint case on record (联合会审)."""

import graphene

from api.base.scalars import DateTime
from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import JOINT_LEAD
from hall.joint.meetings import record_joint_review


class CaseRecordJointReview(CaseStep):
    """Put a joint review on record: when, who came, the opinion they reached."""

    verb = staticmethod(record_joint_review)

    class Arguments(StepArguments):
        held_at = DateTime(required=True)
        attendees = graphene.List(graphene.NonNull(graphene.String), required=True)
        opinion = graphene.String(required=True)

    class Meta:
        permission = JOINT_LEAD
