"""caseRate: what the applicant of a finished case thinks of the service."""

from typing import Any

import graphene

from api.base.mutation import BaseMutation
from api.hall import enums
from api.hall.case import CaseType
from county.registry.permissions import CASE_RATE
from hall.feedback.rate import rate_case


class CaseRate(BaseMutation):
    """Pass on the rating of an applicant, who shows the receipt: number and end of the phone number. Once for each
    finished case, so a call that is sent twice counts once; a bad rating is followed up by the hall."""

    case = graphene.Field(CaseType)

    class Arguments:
        number = graphene.String(required=True)
        phone_tail = graphene.String(required=True, description="The last four digits.")
        level = enums.RatingLevel(required=True)
        words = graphene.String()

    class Meta:
        permission = CASE_RATE

    @classmethod
    def perform(
        cls, info: Any, *, number: str, phone_tail: str, level: int, words: str | None = None
    ) -> "CaseRate":
        rating = rate_case(
            number,
            phone_tail,
            level=level,
            words=words or "",
            actor=info.context.actor,
            now=info.context.now,
        )
        return cls(case=rating.case)
