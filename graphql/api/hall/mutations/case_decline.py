"""caseDecline: decline to accept a case (不予受理)."""

import graphene

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_DECLINE
from hall.cases.actions import decline_case


class CaseDecline(CaseStep):
    """Decline to accept a case, in words the applicant is given (不予受理)."""

    verb = staticmethod(decline_case)

    class Arguments(StepArguments):
        reason = graphene.String(required=True)
        reason_code = graphene.String(description="Of the list of the hall's regulation, where it has one.")

    class Meta:
        permission = CASE_DECLINE
