"""caseRecordSurvey: put a site survey of a joint case on record (现场踏勘)."""

import graphene

from api.base.scalars import DateTime
from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import JOINT_LEAD
from hall.joint.meetings import record_survey


class CaseRecordSurvey(CaseStep):
    """Put a site survey on record: when, where, who came, what they found. It does not stop the clock."""

    verb = staticmethod(record_survey)

    class Arguments(StepArguments):
        held_at = DateTime(required=True)
        place = graphene.String(required=True)
        attendees = graphene.List(graphene.NonNull(graphene.String), required=True)
        opinion = graphene.String(required=True)

    class Meta:
        permission = JOINT_LEAD
