"""Conduct leads as the API shows them, to those who look into them."""

from typing import Any

import graphene

from api.base import ids
from api.base.fields import DeclaredField, blank_is_null
from api.base.page import Ordering, Page, connection
from api.base.scalars import DateTime
from api.hall import enums
from api.hall.case import CaseType
from api.hall.cases import page_with_cases
from county.registry.permissions import CASE_READ, CONDUCT_READ
from hall.conduct.models import ConductLead

NEWEST_FIRST = Ordering("conductLeads", (("raised_at", "instant"), ("id", "uuid")), is_descending=True)


class ConductLeadType(graphene.ObjectType):
    """A sign that a rule of conduct may have been broken; no finding until it is closed with one."""

    class Meta:
        name = "ConductLead"
        default_resolver = blank_is_null

    id = graphene.ID(required=True)
    code = enums.LeadCode(required=True)
    detail_code = graphene.String(description="Which of several that the code stands for.")
    source = enums.LeadSource(required=True)
    article = graphene.String(description="The article of the hall's regulation it touches.")
    raised_at = DateTime(required=True)
    outcome = enums.LeadOutcome(description="Null while it is open.")
    closed_at = DateTime()
    closed_by = graphene.String()

    case = DeclaredField(CaseType, permission=CASE_READ, description="Null where it is about no case.")
    staff_name = DeclaredField(graphene.String, permission=CONDUCT_READ, description="Of whom.")
    words = DeclaredField(graphene.String, permission=CONDUCT_READ, description="What was reported.")
    finding = DeclaredField(graphene.String, permission=CONDUCT_READ)

    def resolve_id(self: Any, info: Any) -> str:
        return ids.written("ConductLead", self.pk)


ConductLeadConnection = connection(ConductLeadType)


def leads(info: Any, *, first: int | None, after: str | None, is_open: bool | None) -> Page:
    """A page of leads, newest first."""
    rows = ConductLead.objects.all()
    if is_open is not None:
        rows = rows.filter(closed_at__isnull=is_open)
    return page_with_cases(info, rows, NEWEST_FIRST, first=first, after=after)
