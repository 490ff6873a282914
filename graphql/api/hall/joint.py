"""The parts of a joint case as the API shows them."""

from typing import Any

import graphene

from api.base import ids
from api.base.scalars import DateTime
from api.hall import enums


class PartType(graphene.ObjectType):
    """What one department decides of a joint case, within its own limit (并联审批)."""

    class Meta:
        name = "Part"

    id = graphene.ID(required=True)
    department = graphene.String(required=True, description="The department's code.")
    responsible = graphene.String(required=True, description="The person in charge, by name.")
    copied_at = DateTime(required=True)
    acknowledged_at = DateTime()
    decided_at = DateTime()
    outcome = enums.PartOutcome()
    due_at = DateTime(required=True)
    is_late = graphene.Boolean(required=True, description="Decided after its limit, or past it and open.")

    def resolve_id(self: Any, info: Any) -> str:
        return ids.written("Part", self.part.pk)

    def resolve_department(self: Any, info: Any) -> Any:
        return self.part.department

    def resolve_responsible(self: Any, info: Any) -> Any:
        return self.part.responsible

    def resolve_copied_at(self: Any, info: Any) -> Any:
        return self.part.copied_at

    def resolve_acknowledged_at(self: Any, info: Any) -> Any:
        return self.part.acknowledged_at

    def resolve_decided_at(self: Any, info: Any) -> Any:
        return self.part.decided_at

    def resolve_outcome(self: Any, info: Any) -> Any:
        return self.part.outcome or None

    def resolve_is_late(self: Any, info: Any) -> bool:
        late: bool = self.is_late(info.context.now)
        return late
