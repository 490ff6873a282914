"""caseRecordConsent: the citizen agrees to agency (代办委托)."""

from typing import Any

import graphene

from api.base.scalars import DateTime
from api.hall import enums
from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import AGENCY_RUN
from hall.agency.course import record_consent
from hall.agency.models import AgencyRecord


class CaseRecordConsent(CaseStep):
    """Put on record that the citizen agrees to agency, and who runs the case."""

    verb = staticmethod(record_consent)

    class Arguments(StepArguments):
        how = enums.ConsentHow(required=True)
        words = graphene.String(required=True, description="What shows it.")
        agent_id = graphene.Int(description="The user who runs the case; left out, the one who asks.")
        consent_at = DateTime(description="When the citizen agreed; now, if left out.")

    class Meta:
        permission = AGENCY_RUN

    @classmethod
    def as_the_verb_takes(cls, sent: dict[str, Any]) -> dict[str, Any]:
        return {**sent, "how": AgencyRecord.How(sent["how"]).value}
