"""caseRequestSupplement: tell everything that is missing, once (一次性告知)."""

from typing import Any

import graphene

from api.hall.step import CaseStep, LimitInput, StepArguments, limit_of
from county.registry.permissions import CASE_SUPPLEMENT
from hall.cases.papers import request_supplement


class CaseRequestSupplement(CaseStep):
    """Tell everything that is missing, once (一次性告知). After acceptance the clock stands still meanwhile."""

    verb = staticmethod(request_supplement)

    class Arguments(StepArguments):
        items = graphene.List(graphene.NonNull(graphene.String), required=True)
        within = LimitInput(description="Time to supply them, where the rules of the hall set none.")
        why_new = graphene.String(description="Why what a later request asks for could not be known before.")

    class Meta:
        permission = CASE_SUPPLEMENT

    @classmethod
    def as_the_verb_takes(cls, sent: dict[str, Any]) -> dict[str, Any]:
        return {**sent, "within": limit_of(sent.get("within"))}
