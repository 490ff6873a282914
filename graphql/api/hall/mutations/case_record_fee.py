"""caseRecordFee: what the applicant has paid."""

import graphene

from api.hall.step import CaseStep, StepArguments
from county.registry.permissions import FEE_RECORD
from hall.agency.fees import record_fee


class CaseRecordFee(CaseStep):
    """Record a fee with its receipt, up to the published one; never on an agency case. An attempt beyond that is put
    on record as a conduct lead."""

    verb = staticmethod(record_fee)

    class Arguments(StepArguments):
        amount = graphene.String(required=True, description="In yuan, as in 12.50.")
        receipt_number = graphene.String(required=True)

    class Meta:
        permission = FEE_RECORD
