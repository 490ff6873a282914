"""caseIssueReceipt: the receipt of the intake (收件回执)."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall.case import CaseType
from county.registry.permissions import NOTICE_ISSUE
from hall.notices.issue import issue_receipt


class CaseIssueReceipt(BaseMutation):
    """Issue the receipt of the intake; asked for again it is the same one. No step of the case: its version stays."""

    case = graphene.Field(CaseType)

    class Arguments:
        id = graphene.ID(required=True)

    class Meta:
        permission = NOTICE_ISSUE

    @classmethod
    def perform(cls, info: Any, *, id: str) -> "CaseIssueReceipt":
        receipt = issue_receipt(ids.read(id, "Case"), actor=info.context.actor, now=info.context.now)
        return cls(case=receipt.case)
