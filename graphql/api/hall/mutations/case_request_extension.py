"""caseRequestExtension: ask for more time (延期)."""

import graphene

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_EXTEND
from hall.cases.extensions import request_extension


class CaseRequestExtension(CaseStep):
    """Ask for more days, in the unit of the rules; granted at once where the rules name nobody who approves."""

    verb = staticmethod(request_extension)

    class Arguments(StepArguments):
        days = graphene.Int(required=True)
        reason = graphene.String(required=True)

    class Meta:
        permission = CASE_EXTEND
