"""A case as the API shows it: what was promised and why, and of the person only masks."""

from typing import Any

import graphene

from api.base import ids
from api.base.fields import DeclaredField
from api.base.page import connection
from api.base.scalars import DateTime
from api.hall import enums
from api.hall.agency import AgencyType, FeeType
from api.hall.case_steps import WithSteps
from api.hall.catalogue import Limit, MatterType, WindowType
from api.hall.joint import PartType
from api.hall.place import KindType
from county.registry.permissions import CASE_READ
from hall.agency.models import Fee
from hall.agency.selectors import Course, course_of, fees_by_case
from hall.cases.wording import sentence_of_line
from hall.decisions.models import DecisionRecord
from hall.decisions.selectors import decisions_of
from hall.joint.selectors import PartStanding, parts_of
from hall.regulations.current import regulation

ATTACHED = "decisions_attached"  # where a query leaves the decisions of each case it found
PARTS = "parts_attached"  # and the parts of each joint one

COURSE, FEES = "course_attached", "fees_attached"


class TraceLine(graphene.ObjectType):
    """One step of a decision, as a sentence in the language of the request, with the article it rests on."""

    rule = graphene.String(required=True)
    sentence = graphene.String(required=True)
    article = graphene.String()

    def resolve_sentence(self: Any, info: Any) -> str:
        return sentence_of_line(self)


class DecisionType(graphene.ObjectType):
    """What the hall's rules decided on a case and why; of several answers to one question the last stands."""

    class Meta:
        name = "Decision"

    question = enums.Question(required=True)
    sequence = graphene.Int(required=True, description="The step of the case that asked.")
    regulation = graphene.String(required=True, description="The number of the version it was decided by.")
    calendar_version = graphene.Int(description="Of a due date: the calendar it was counted by.")
    decided_at = DateTime(required=True)
    trace = graphene.List(graphene.NonNull(TraceLine), required=True)

    def resolve_regulation(self: Any, info: Any) -> str:
        return self.regulation.number


class CaseEventType(graphene.ObjectType):
    """A step of a case, kept for ever."""

    class Meta:
        name = "CaseEvent"

    sequence = graphene.Int(required=True)
    action = enums.CaseAction(required=True)
    to_status = enums.CaseStatus(required=True)
    actor_name = graphene.String(required=True)
    happened_at = DateTime(required=True)
    hash = graphene.String(required=True)


class CaseType(WithSteps, graphene.ObjectType):
    """One application of one applicant for one matter (办件)."""

    class Meta:
        name = "Case"

    id = graphene.ID(required=True)
    number = graphene.String(required=True)
    status = enums.CaseStatus(required=True)
    version = graphene.Int(required=True, description="Send it back as expectedVersion.")
    channel = enums.Channel(required=True)
    term = enums.Term(required=True)
    route = enums.Route(required=True)
    kind = graphene.Field(KindType, description="By the hall's own scheme; null where it names none.")
    matter = graphene.Field(MatterType, required=True)
    window = graphene.Field(WindowType, required=True)
    promised_limit = graphene.Field(Limit, required=True, description="As promised at intake.")
    received_at = DateTime(required=True)
    papers_at = DateTime(
        required=True,
        description="When the papers it is handled on came: after receipt where some were missing.",
    )
    accepted_at = DateTime()
    due_at = DateTime()
    due_is_provisional = graphene.Boolean(required=True)
    due_soon_at = DateTime(description="From when on it counts as due soon.")
    is_stopped = graphene.Boolean(required=True, description="Its clock stands still.")
    is_deemed_accepted = graphene.Boolean(required=True, description="Accepted by rule (视为受理).")
    has_awaited_supplement = graphene.Boolean(required=True)
    decisions = graphene.List(graphene.NonNull(DecisionType), required=True)
    completed_at = DateTime()
    minutes_late = graphene.Int(description="Working minutes after the due date; below zero: early.")
    collected_at = DateTime()
    result = enums.Result()
    agency = graphene.Field(AgencyType, description="Of an agency case; null of every other.")
    fees = graphene.List(graphene.NonNull(FeeType), required=True)
    handler_name = graphene.String(required=True)
    events = graphene.List(graphene.NonNull(CaseEventType), required=True)

    parts = graphene.List(graphene.NonNull(PartType), required=True, description="Of a joint case.")

    applicant_name = DeclaredField(graphene.String, permission=CASE_READ)
    id_number = DeclaredField(graphene.String, permission=CASE_READ, description="Masked.")
    phone = DeclaredField(graphene.String, permission=CASE_READ, description="Masked.")
    email = DeclaredField(graphene.String, permission=CASE_READ, description="Masked.")
    reason = DeclaredField(graphene.String, permission=CASE_READ, description="Why declined or returned.")
    reason_code = graphene.String(description="Of the hall's own list.")
    reason_name = graphene.String(description="Its name, by the regulation the case is pinned to.")
    collector_name = DeclaredField(graphene.String, permission=CASE_READ)
    collector_id_number = DeclaredField(graphene.String, permission=CASE_READ, description="Masked.")
    collector_is_applicant = graphene.Boolean(required=True)

    def resolve_id(self: Any, info: Any) -> str:
        return ids.written("Case", self.pk)

    def resolve_kind(self: Any, info: Any) -> Any:
        kinds = regulation(self.regulation_id).rulebook.kinds
        return next((kind for kind in kinds if kind.code == self.kind), None)

    def resolve_reason_code(self: Any, info: Any) -> str | None:
        return self.reason_code or None

    def resolve_reason_name(self: Any, info: Any) -> str | None:
        if not self.reason_code:
            return None
        reasons = regulation(self.regulation_id).rulebook.return_reasons
        return next((reason.name for reason in reasons if reason.code == self.reason_code), None)

    def resolve_promised_limit(self: Any, info: Any) -> Limit:
        return Limit(amount=self.promised_limit, unit=self.promised_unit)

    def resolve_result(self: Any, info: Any) -> str | None:
        return self.result or None

    def resolve_decisions(self: Any, info: Any) -> list[DecisionRecord]:
        """Attached by the query that found the case; a mutation returns one case and looks here."""
        attached: list[DecisionRecord] | None = getattr(self, ATTACHED, None)
        return decisions_of(self.pk) if attached is None else attached

    def resolve_agency(self: Any, info: Any) -> Course | None:
        return getattr(self, COURSE) if hasattr(self, COURSE) else course_of(self)

    def resolve_fees(self: Any, info: Any) -> list[Fee]:
        attached: list[Fee] | None = getattr(self, FEES, None)
        return fees_by_case([self])[self.pk] if attached is None else attached

    def resolve_parts(self: Any, info: Any) -> list[PartStanding]:
        """Attached as the decisions are."""
        attached: list[PartStanding] | None = getattr(self, PARTS, None)
        return parts_of(self.pk) if attached is None else attached

    def resolve_events(self: Any, info: Any) -> Any:
        return self.events.all()

    def resolve_id_number(self: Any, info: Any) -> Any:
        return self.id_number_mask

    def resolve_email(self: Any, info: Any) -> Any:
        return self.email_mask

    def resolve_collector_id_number(self: Any, info: Any) -> Any:
        return self.collector_id_mask

    def resolve_phone(self: Any, info: Any) -> Any:
        return self.phone_mask


CaseConnection = connection(CaseType)
