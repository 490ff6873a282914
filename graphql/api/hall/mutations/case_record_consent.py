"""caseRecordConsent: the citizen agrees to agency (代办委托)."""

from datetime import datetime
from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.base.scalars import DateTime
from api.hall import enums
from api.hall.case import CaseType
from county.registry.permissions import AGENCY_RUN
from hall.agency.course import record_consent
from hall.agency.models import AgencyRecord


class CaseRecordConsent(BaseMutation):
    """Put on record that the citizen agrees to agency, and who runs the case."""

    case = graphene.Field(CaseType)

    class Arguments:
        id = graphene.ID(required=True)
        expected_version = graphene.Int(required=True, description="The version you decided on.")
        how = enums.ConsentHow(required=True)
        words = graphene.String(required=True, description="What shows it.")
        agent = graphene.Int(description="The user who runs the case; left out, the one who asks.")
        consent_at = DateTime(description="When the citizen agreed; now, if left out.")

    class Meta:
        permission = AGENCY_RUN

    @classmethod
    def perform(
        cls,
        info: Any,
        *,
        id: str,
        expected_version: int,
        how: Any,
        words: str,
        agent: int | None = None,
        consent_at: datetime | None = None,
    ) -> "CaseRecordConsent":
        event = record_consent(
            ids.read(id, "Case"),
            how=AgencyRecord.How(how).value,
            words=words,
            agent_id=agent,
            consent_at=consent_at,
            actor=info.context.actor,
            now=info.context.now,
            expected_version=expected_version,
        )
        return cls(case=event.case)
