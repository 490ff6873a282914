"""caseDecideReview: uphold or lift what was refused (复核)."""

import graphene

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_REVIEW
from hall.cases.reviews import decide_review


class CaseDecideReview(CaseStep):
    """Uphold the decision, or lift it: the case goes on. Nobody reviews their own decision."""

    verb = staticmethod(decide_review)

    class Arguments(StepArguments):
        is_lifted = graphene.Boolean(required=True)
        finding = graphene.String(required=True)

    class Meta:
        permission = CASE_REVIEW
