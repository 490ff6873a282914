"""caseCollect: hand out the result (领件)."""

import graphene

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_COLLECT
from hall.cases.completion import collect_case


class CaseCollect(CaseStep):
    """Hand the result out to a named collector (领件)."""

    verb = staticmethod(collect_case)

    class Arguments(StepArguments):
        collector_name = graphene.String(required=True)
        collector_id_number = graphene.String(required=True, description="As on the card that was shown.")

    class Meta:
        permission = CASE_COLLECT
