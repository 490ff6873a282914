"""caseAdvanceAgency: an agency case passes its next station."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall.case import CaseType
from county.registry.permissions import AGENCY_RUN
from hall.agency.course import advance_agency


class CaseAdvanceAgency(BaseMutation):
    """Pass the next station of the hall: a paper is issued, the case is filed upward, the result is back."""

    case = graphene.Field(CaseType)

    class Arguments:
        id = graphene.ID(required=True)
        expected_version = graphene.Int(required=True, description="The version you decided on.")
        station = graphene.String(required=True, description="Its code in the hall's regulation.")
        reference = graphene.String(description="The number it was filed under.")
        note = graphene.String()

    class Meta:
        permission = AGENCY_RUN

    @classmethod
    def perform(
        cls,
        info: Any,
        *,
        id: str,
        expected_version: int,
        station: str,
        reference: str | None = None,
        note: str | None = None,
    ) -> "CaseAdvanceAgency":
        event = advance_agency(
            ids.read(id, "Case"),
            station=station,
            reference=reference or "",
            note=note or "",
            actor=info.context.actor,
            now=info.context.now,
            expected_version=expected_version,
        )
        return cls(case=event.case)
