"""caseIntake: take in an application (收件)."""

from typing import Any

import graphene

from api.base.mutation import BaseMutation
from api.hall import enums
from api.hall.case import CaseType
from county.registry.permissions import CASE_INTAKE
from hall.cases.intake import Application, intake
from hall.cases.models import Case
from rules.errors import RuleError


class CaseIntakeInput(graphene.InputObjectType):
    """What the applicant hands in."""

    matter_code = graphene.String(required=True)
    applicant_name = graphene.String(required=True)
    phone = graphene.String(required=True)
    id_number = graphene.String()
    address = graphene.String()
    email = graphene.String()
    channel = enums.Channel(description="Left out: WINDOW for people, API for programs.")
    idempotency_key = graphene.String(
        description="The same key gives the same case. Left out: the header Idempotency-Key."
    )


class CaseIntake(BaseMutation):
    """Take in an application: it gets its number of the day and waits to be accepted."""

    case = graphene.Field(CaseType)

    class Arguments:
        input = CaseIntakeInput(required=True)

    class Meta:
        permission = CASE_INTAKE

    @classmethod
    def perform(cls, info: Any, *, input: CaseIntakeInput) -> "CaseIntake":
        request = info.context
        usual = Case.Channel.API if request.actor.client else Case.Channel.WINDOW
        application = Application(
            matter_code=input.matter_code,
            applicant_name=input.applicant_name,
            phone=input.phone,
            id_number=input.get("id_number") or "",
            address=input.get("address") or "",
            email=input.get("email") or "",
            channel=Case.Channel(input.get("channel") or usual).value,
        )
        key = input.get("idempotency_key") or request.META.get("HTTP_IDEMPOTENCY_KEY", "")
        if not key:
            raise RuleError(
                "idempotency_key_missing",
                "Send a key of your own, so that a repeated request is not a second case.",
                "idempotencyKey",
            )
        return cls(case=intake(application, key=key, actor=request.actor, now=request.now))
