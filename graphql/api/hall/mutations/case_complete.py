"""caseComplete: settle a case (办结)."""

from typing import Any

from api.hall import enums
from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_COMPLETE
from hall.cases.completion import complete_case
from hall.cases.models import Case


class CaseComplete(CaseStep):
    """Settle the matter: the clock stops (办结)."""

    verb = staticmethod(complete_case)

    class Arguments(StepArguments):
        result = enums.Result(required=True)

    class Meta:
        permission = CASE_COMPLETE

    @classmethod
    def as_the_verb_takes(cls, sent: dict[str, Any]) -> dict[str, Any]:
        return {**sent, "result": Case.Result(sent["result"]).value}
