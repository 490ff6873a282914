"""caseReceiveSupplement: the missing papers have come."""

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_SUPPLEMENT
from hall.cases.papers import receive_supplement


class CaseReceiveSupplement(CaseStep):
    """Everything that was missing has come; the clock goes on."""

    verb = staticmethod(receive_supplement)

    class Arguments(StepArguments):
        pass

    class Meta:
        permission = CASE_SUPPLEMENT
