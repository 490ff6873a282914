"""caseRequestReview: the applicant does not agree (申请复核)."""

import graphene

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_DECLINE
from hall.cases.reviews import request_review


class CaseRequestReview(CaseStep):
    """Record that the applicant asks to have a return or a refusal looked at again."""

    verb = staticmethod(request_review)

    class Arguments(StepArguments):
        words = graphene.String(required=True)

    class Meta:
        permission = CASE_DECLINE
