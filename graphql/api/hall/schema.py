"""The schema of a hall's host. Its text is kept in api/snapshots/hall.graphql."""

import graphene

from api.hall.mutations.case_accept import CaseAccept
from api.hall.mutations.case_advance_agency import CaseAdvanceAgency
from api.hall.mutations.case_collect import CaseCollect
from api.hall.mutations.case_complete import CaseComplete
from api.hall.mutations.case_decline import CaseDecline
from api.hall.mutations.case_intake import CaseIntake
from api.hall.mutations.case_record_consent import CaseRecordConsent
from api.hall.mutations.case_record_fee import CaseRecordFee
from api.hall.mutations.case_return import CaseReturn
from api.hall.queries import Query


class Mutation(graphene.ObjectType):
    """Working on cases, in the order of a case's life. One mutation a request."""

    case_intake = CaseIntake.Field()
    case_accept = CaseAccept.Field()
    case_decline = CaseDecline.Field()
    case_return = CaseReturn.Field()
    case_record_consent = CaseRecordConsent.Field()
    case_advance_agency = CaseAdvanceAgency.Field()
    case_record_fee = CaseRecordFee.Field()
    case_complete = CaseComplete.Field()
    case_collect = CaseCollect.Field()


schema = graphene.Schema(query=Query, mutation=Mutation)
