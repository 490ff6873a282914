"""caseReturn: give a case back (退回)."""

import graphene

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_DECLINE
from hall.cases.actions import return_case


class CaseReturn(CaseStep):
    """Give a case back with the reason (退回). Whoever may decline may return."""

    verb = staticmethod(return_case)

    class Arguments(StepArguments):
        reason = graphene.String(required=True)
        reason_code = graphene.String(description="Of the list of the hall's regulation, where it has one.")

    class Meta:
        permission = CASE_DECLINE
