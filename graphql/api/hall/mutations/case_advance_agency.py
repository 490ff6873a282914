"""caseAdvanceAgency: an agency case passes its next station."""

import graphene

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import AGENCY_RUN
from hall.agency.course import advance_agency


class CaseAdvanceAgency(CaseStep):
    """Pass the next station of the hall: a paper is issued, the case is filed upward, the result is back."""

    verb = staticmethod(advance_agency)

    class Arguments(StepArguments):
        station = graphene.String(required=True, description="Its code in the hall's regulation.")
        reference = graphene.String(description="The number it was filed under.")
        note = graphene.String()

    class Meta:
        permission = AGENCY_RUN
