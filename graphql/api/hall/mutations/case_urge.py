"""caseUrge: ask for a case to be finished (催办)."""

from typing import Any

import graphene

from api.hall.step import CaseStep, LimitInput, StepArguments, limit_of
from county.registry.permissions import CASE_URGE
from hall.cases.urges import urge_case


class CaseUrge(CaseStep):
    """Ask the handler to finish within a limit; the first urge counts most."""

    verb = staticmethod(urge_case)

    class Arguments(StepArguments):
        words = graphene.String(required=True)
        within = LimitInput(description="Left out: the limit of the hall's rules.")

    class Meta:
        permission = CASE_URGE

    @classmethod
    def as_the_verb_takes(cls, sent: dict[str, Any]) -> dict[str, Any]:
        return {**sent, "within": limit_of(sent.get("within"))}
