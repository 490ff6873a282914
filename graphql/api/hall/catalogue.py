"""What a hall offers, as everybody may read it: windows, matters, the documents a matter asks for."""

from typing import Any

import graphene
from django.db.models import Prefetch, Q, QuerySet

from api.base import ids
from api.base.page import Ordering, Page, connection, page
from api.base.selection import asked_for
from api.hall import enums
from hall.catalogue.models import MaterialRequirement, Matter, Service, Window

BY_PLACE = Ordering("windows", (("place", "int"), ("code", "text")))
BY_CODE = Ordering("matters", (("code", "text"),))


class ServiceType(graphene.ObjectType):
    """One of the services a window hosts."""

    class Meta:
        name = "Service"

    code = graphene.String(required=True)
    name = graphene.String(required=True)
    english = graphene.String(required=True)


class WindowType(graphene.ObjectType):
    """A counter of the hall (窗口). Windows with the same joint code are one joint window."""

    class Meta:
        name = "Window"

    id = graphene.ID(required=True)
    number = graphene.Int(description="Null for a window without one: it follows `standsAfter`.")
    stands_after = graphene.Int()
    code = graphene.String(required=True)
    name = graphene.String(required=True)
    english = graphene.String(required=True)
    provider = enums.Provider(required=True)
    departments = graphene.List(graphene.NonNull(graphene.String), required=True)
    joint_code = graphene.String(required=True)
    floor = graphene.Int()
    phone = graphene.String(required=True)
    days_of_month = graphene.List(
        graphene.NonNull(graphene.Int), required=True, description="Works only on these; empty: on every day."
    )
    is_open = graphene.Boolean(required=True)
    services = graphene.List(graphene.NonNull(ServiceType), required=True)

    def resolve_id(self: Any, info: Any) -> str:
        return ids.written("Window", self.pk)

    def resolve_days_of_month(self: Any, info: Any) -> list[int]:
        return list(self.working_days)

    def resolve_services(self: Any, info: Any) -> Any:
        return self.services.all()


class Limit(graphene.ObjectType):
    """A length of time. 0 working days means the same day."""

    amount = graphene.Int(required=True)
    unit = enums.LimitUnit(required=True)


class Material(graphene.ObjectType):
    """A document a matter asks for: how many originals and copies (申报材料)."""

    name = graphene.String(required=True)
    english = graphene.String(required=True)
    original = graphene.Int(required=True)
    copies = graphene.Int(required=True)
    note = graphene.String(required=True)


class MatterType(graphene.ObjectType):
    """Something one can apply for (事项). The promised limit is never longer than the statutory one."""

    class Meta:
        name = "Matter"

    id = graphene.ID(required=True)
    code = graphene.String(required=True)
    name = graphene.String(required=True)
    english = graphene.String(required=True)
    department = graphene.String(required=True)
    legal_basis = graphene.String(required=True)
    statutory_limit = graphene.Field(Limit, required=True)
    promised_limit = graphene.Field(Limit, required=True)
    term = enums.Term(required=True)
    route = enums.Route(required=True)
    fee = graphene.Decimal(required=True, description="In yuan.")
    fee_basis = graphene.String(required=True)
    visits = graphene.Int(required=True, description="How often one has to come.")
    is_online = graphene.Boolean(required=True)
    is_active = graphene.Boolean(required=True)
    window = graphene.Field(WindowType, required=True)
    materials = graphene.List(graphene.NonNull(Material), required=True)

    def resolve_id(self: Any, info: Any) -> str:
        return ids.written("Matter", self.pk)

    def resolve_statutory_limit(self: Any, info: Any) -> Limit:
        return Limit(amount=self.statutory_limit, unit=self.statutory_unit)

    def resolve_promised_limit(self: Any, info: Any) -> Limit:
        return Limit(amount=self.promised_limit, unit=self.promised_unit)

    def resolve_materials(self: Any, info: Any) -> Any:
        return self.materials.all()


WindowConnection = connection(WindowType)
MatterConnection = connection(MatterType)


def windows(info: Any, *, first: int | None, after: str | None) -> Page:
    """The hall's windows in the order of its directory: by number, those without one after the one they follow."""
    rows = Window.objects.all()
    if "services" in asked_for(info):
        rows = rows.prefetch_related(services_by("services"))
    return page(rows, BY_PLACE, first=first, after=after)


def matters(info: Any, *, first: int | None, after: str | None, search: str | None) -> Page:
    """The matters on offer by code; `search` looks into code, name and English name."""
    rows = _with_neighbours(Matter.objects.filter(is_active=True), asked_for(info))
    if words := (search or "").strip():
        rows = rows.filter(Q(name__icontains=words) | Q(english__icontains=words) | Q(code__icontains=words))
    return page(rows, BY_CODE, first=first, after=after)


def _with_neighbours(rows: QuerySet[Matter], asked: set[str]) -> QuerySet[Matter]:
    if "window" in asked:
        rows = rows.select_related("window")
    if "services" in asked:
        rows = rows.prefetch_related(services_by("window__services"))
    if "materials" in asked:
        rows = rows.prefetch_related(materials_by("materials"))
    return rows


def services_by(path: str) -> "Prefetch[Any]":
    """Prefetch windows' services, in order, without the joins the model's own ordering needs."""
    return Prefetch(path, Service.objects.order_by("code"))


def materials_by(path: str) -> "Prefetch[Any]":
    """Prefetch matters' documents, in order."""
    return Prefetch(path, MaterialRequirement.objects.order_by("position"))
