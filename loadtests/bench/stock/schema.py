"""The stock way's schema: a DjangoObjectType, and a mutation that writes row by row with the ORM."""

from typing import Any

import graphene
from django.db import transaction
from graphene_django import DjangoObjectType

from county.now import TIMEZONE, now
from hall.cases.events import chained
from hall.cases.intake import ADDRESS, ID_NUMBER, PHONE
from hall.cases.judge import decide_kind, kind_code
from hall.cases.models import Case, CaseEvent, DayCounter, IdempotencyKey
from hall.catalogue.models import Matter
from hall.catalogue.search import first_letters
from hall.decisions.models import DecisionRecord
from hall.keys import uuid7
from hall.people import identity, sealed
from hall.regulations.current import regulation_on
from rules.errors import RuleError
from rules.transitions import Action, Status


class CaseNode(DjangoObjectType):
    class Meta:
        model = Case
        fields = (
            "id",
            "number",
            "status",
            "version",
            "channel",
            "applicant_name",
            "handler_name",
            "received_at",
        )


class ErrorType(graphene.ObjectType):
    code = graphene.String(required=True)
    field = graphene.String()
    message = graphene.String(required=True)


class CaseIntakeInput(graphene.InputObjectType):
    matter_code = graphene.String(required=True)
    applicant_name = graphene.String(required=True)
    phone = graphene.String(required=True)
    id_number = graphene.String(required=True)
    address = graphene.String(required=True)
    idempotency_key = graphene.String(required=True)


class CaseIntake(graphene.Mutation):
    case = graphene.Field(CaseNode)
    errors = graphene.List(graphene.NonNull(ErrorType), required=True)

    class Arguments:
        input = CaseIntakeInput(required=True)

    @classmethod
    def mutate(cls, root: Any, info: Any, input: CaseIntakeInput) -> "CaseIntake":
        token = info.context.token
        if "case.intake" not in token.scope.split():
            raise PermissionError("not permitted")
        try:
            return cls(case=take_in(input, token.application), errors=[])
        except RuleError as error:
            return cls(errors=[ErrorType(code=error.code, field=error.field, message=str(error))])


class Mutation(graphene.ObjectType):
    case_intake = CaseIntake.Field()


class Query(graphene.ObjectType):
    ok = graphene.Boolean()


schema = graphene.Schema(query=Query, mutation=Mutation)


def take_in(given: CaseIntakeInput, program: Any) -> Case:
    """The same rows with the same contents as `hall.cases.intake`, as one writes them first: one at a time.

    Where one could do more, it does less: it does not look for the key before it writes, and announces nothing.
    """
    moment = now()
    day = moment.astimezone(TIMEZONE).date()
    name = identity.normal_name(given.applicant_name)
    phone = identity.normal_phone(given.phone)
    id_number = identity.normal_id_number(given.id_number, on=day)
    address = identity.plain_text(given.address, "address", at_most=200)
    matter = Matter.objects.select_related("window").get(code=given.matter_code)
    if not (matter.is_active and matter.window.is_open):
        raise RuleError("matter_not_offered", "This matter is not offered at the moment.", "matterCode")
    made = decide_kind(matter.term, matter.route, regulation_on(day))
    with transaction.atomic():
        counter, _ = DayCounter.objects.select_for_update().get_or_create(day=day, defaults={"last": 0})
        counter.last += 1
        counter.save()
        case = Case(
            id=uuid7(moment),
            number=f"{day:%Y%m%d}-{counter.last:04d}",
            day=day,
            day_number=counter.last,
            status=Status.RECEIVED.value,
            matter=matter,
            matter_code=matter.code,
            matter_name=matter.name,
            matter_english=matter.english,
            department=matter.department,
            window=matter.window,
            channel=Case.Channel.API.value,
            term=matter.term,
            route=matter.route,
            kind=kind_code(made),
            applicant_name=name,
            id_number_sealed=sealed.seal(id_number, ID_NUMBER),
            id_number_index=sealed.blind_index(id_number, ID_NUMBER),
            id_number_mask=identity.mask_id_number(id_number),
            phone_sealed=sealed.seal(phone, PHONE),
            phone_mask=identity.mask_phone(phone),
            address_sealed=sealed.seal(address, ADDRESS),
            regulation_id=made.regulation_id,
            promised_limit=matter.promised_limit,
            promised_unit=matter.promised_unit,
            received_at=moment,
            papers_at=moment,
            initials=first_letters(name),
            handler_name=program.name,
        )
        event = CaseEvent(
            id=uuid7(moment),
            case=case,
            sequence=1,
            action=Action.INTAKE.value,
            to_status=case.status,
            actor_name=program.name,
            happened_at=moment,
            data={"channel": case.channel},
        )
        event.hash = case.last_hash = chained(event)
        case.save()
        event.save()
        DecisionRecord.objects.create(
            id=uuid7(moment),
            subject_id=case.id,
            sequence=1,
            question=made.decision.question.value,
            regulation_id=made.regulation_id,
            facts=dict(made.decision.facts),
            answer=dict(made.decision.answer),
            trace=made.decision.trace_data(),
            decided_at=moment,
        )
        IdempotencyKey.objects.create(
            id=uuid7(moment),
            caller=f"client:{program.client_id}",
            operation="intake",
            key=given.idempotency_key,
            request_hash=sealed.blind_index(f"{name}{phone}{id_number}{address}", "intake"),
            case=case,
            created_at=moment,
        )
    return case
