"""caseResumeClock: the clock goes on."""

from typing import Any

from api.base.scalars import DateTime
from api.hall import enums
from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_STOP
from hall.cases.clock_stops import resume_clock


class CaseResumeClock(CaseStep):
    """What stopped the clock has ended; the due date is counted again."""

    verb = staticmethod(resume_clock)

    class Arguments(StepArguments):
        reason = enums.ProcedureThatStops(required=True)
        ended_at = DateTime(description="Left out: now.")

    class Meta:
        permission = CASE_STOP

    @classmethod
    def as_the_verb_takes(cls, sent: dict[str, Any]) -> dict[str, Any]:
        return {**sent, "reason": sent["reason"].value}
