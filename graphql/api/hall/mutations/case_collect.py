"""caseCollect: hand out the result (领件)."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall.case import CaseType
from county.registry.permissions import CASE_COLLECT
from hall.cases.completion import collect_case


class CaseCollect(BaseMutation):
    """Hand the result out to a named collector (领件)."""

    case = graphene.Field(CaseType)

    class Arguments:
        id = graphene.ID(required=True)
        expected_version = graphene.Int(required=True, description="The version you decided on.")
        collector_name = graphene.String(required=True)
        collector_id_number = graphene.String(required=True, description="As on the card that was shown.")

    class Meta:
        permission = CASE_COLLECT

    @classmethod
    def perform(
        cls, info: Any, *, id: str, expected_version: int, collector_name: str, collector_id_number: str
    ) -> "CaseCollect":
        event = collect_case(
            ids.read(id, "Case"),
            collector_name=collector_name,
            collector_id_number=collector_id_number,
            actor=info.context.actor,
            now=info.context.now,
            expected_version=expected_version,
        )
        return cls(case=event.case)
