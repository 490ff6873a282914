"""caseDecideExtension: grant or refuse the days asked for."""

import graphene

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_EXTEND
from hall.cases.extensions import decide_extension


class CaseDecideExtension(CaseStep):
    """Grant or refuse what was asked for; only whom the regulation names, and never who asked."""

    verb = staticmethod(decide_extension)

    class Arguments(StepArguments):
        is_granted = graphene.Boolean(required=True)
        finding = graphene.String(description="Needed to refuse.")

    class Meta:
        permission = CASE_EXTEND
