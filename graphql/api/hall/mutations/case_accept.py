"""caseAccept: accept a case (受理)."""

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_ACCEPT
from hall.cases.actions import accept_case


class CaseAccept(CaseStep):
    """Accept a case: the clock starts and the due date is set (受理)."""

    verb = staticmethod(accept_case)

    class Arguments(StepArguments):
        pass

    class Meta:
        permission = CASE_ACCEPT
