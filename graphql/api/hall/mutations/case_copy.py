"""caseCopy: copy a joint case to the departments that take part (抄告)."""

from typing import Any

import graphene

from api.hall import enums
from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import JOINT_LEAD
from hall.joint.copying import PartWanted, copy_case
from rules.limits import Limit, LimitUnit


class PartInput(graphene.InputObjectType):
    """A department that is to decide a part, and within which limit."""

    department = graphene.String(required=True, description="The department's code.")
    responsible = graphene.String(required=True, description="The person in charge, by name.")
    limit = graphene.Int(required=True)
    unit = enums.LimitUnit(required=True)
    window_code = graphene.String(description="The window that decides, if not those of the department.")


class CaseCopy(CaseStep):
    """Copy a joint case to the departments that take part; the limit of each part runs from now on (抄告)."""

    verb = staticmethod(copy_case)

    class Arguments(StepArguments):
        parts = graphene.List(graphene.NonNull(PartInput), required=True)

    class Meta:
        permission = JOINT_LEAD

    @classmethod
    def as_the_verb_takes(cls, sent: dict[str, Any]) -> dict[str, Any]:
        return {"parts": [_wanted(part) for part in sent["parts"]]}


def _wanted(part: PartInput) -> PartWanted:
    limit = Limit(part.limit, LimitUnit(part.unit))
    return PartWanted(part.department, limit, part.responsible, part.get("window_code") or "")
