"""caseStopClock: the clock stands still (中止计时)."""

from typing import Any

import graphene

from api.base.scalars import DateTime
from api.hall import enums
from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import CASE_STOP
from hall.cases.clock_stops import stop_clock


class CaseStopClock(CaseStep):
    """The clock stands still for a hearing, a public notice, a survey or an expert review (中止计时)."""

    verb = staticmethod(stop_clock)

    class Arguments(StepArguments):
        reason = enums.ProcedureThatStops(required=True)
        evidence = graphene.String(required=True, description="The notice or record that shows it.")
        started_at = DateTime(description="Left out: now.")

    class Meta:
        permission = CASE_STOP

    @classmethod
    def as_the_verb_takes(cls, sent: dict[str, Any]) -> dict[str, Any]:
        return {**sent, "reason": sent["reason"].value}
