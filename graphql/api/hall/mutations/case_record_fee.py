"""caseRecordFee: what the applicant has paid."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall.case import CaseType
from county.registry.permissions import FEE_RECORD
from hall.agency.fees import record_fee


class CaseRecordFee(BaseMutation):
    """Record a fee with its receipt, up to the published one; never on an agency case. An attempt beyond that is put
    on record as a conduct lead."""

    case = graphene.Field(CaseType)

    class Arguments:
        id = graphene.ID(required=True)
        expected_version = graphene.Int(required=True, description="The version you decided on.")
        amount = graphene.String(required=True, description="In yuan, as in 12.50.")
        receipt_number = graphene.String(required=True)

    class Meta:
        permission = FEE_RECORD

    @classmethod
    def perform(
        cls, info: Any, *, id: str, expected_version: int, amount: str, receipt_number: str
    ) -> "CaseRecordFee":
        event = record_fee(
            ids.read(id, "Case"),
            amount=amount,
            receipt_number=receipt_number,
            actor=info.context.actor,
            now=info.context.now,
            expected_version=expected_version,
        )
        return cls(case=event.case)
