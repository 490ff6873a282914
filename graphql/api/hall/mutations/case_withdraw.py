"""caseWithdraw: the applicant takes the application back."""

import graphene

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_WITHDRAW
from hall.cases.actions import withdraw_case


class CaseWithdraw(CaseStep):
    """The applicant takes the application back; the reason says how that is known."""

    verb = staticmethod(withdraw_case)

    class Arguments(StepArguments):
        reason = graphene.String(required=True)

    class Meta:
        permission = CASE_WITHDRAW
