"""brushOffReport: a citizen was brushed off, passed on as it was told."""

from typing import Any

import graphene

from api.base.mutation import BaseMutation
from api.hall.conduct import ConductLeadType
from county.registry.permissions import CONDUCT_REPORT
from hall.reception.brush_off import report_brush_off


class BrushOffInput(graphene.InputObjectType):
    """What a citizen tells; never who the citizen is."""

    code = graphene.String(required=True, description="One of the brush-offs of the hall's own regulation.")
    words = graphene.String(required=True)
    of_whom = graphene.String(description="A name or badge, as the citizen gives it.")
    window_code = graphene.String()
    contact_number = graphene.String(description="Of the first contact, if there is one.")
    idempotency_key = graphene.String(required=True, description="The same key again counts once.")


class BrushOffReport(BaseMutation):
    """Report a brush-off (推诿): it becomes a lead the discipline officer looks into."""

    conduct_lead = graphene.Field(ConductLeadType)

    class Arguments:
        input = BrushOffInput(required=True)

    class Meta:
        permission = CONDUCT_REPORT

    @classmethod
    def perform(cls, info: Any, *, input: Any) -> "BrushOffReport":
        sent = {name: value for name, value in input.items() if value is not None}
        key = sent.pop("idempotency_key")
        lead = report_brush_off(**sent, key=key, actor=info.context.actor, now=info.context.now)
        return cls(conduct_lead=lead)
