"""The hall one stands in, its regulation in force, and who one is here."""

from datetime import datetime
from typing import Any

import graphene

from county.now import TIMEZONE
from hall.regulations.current import regulation_on
from rules.rulebook import Rulebook


class KindType(graphene.ObjectType):
    """A kind of case by the hall's own scheme; halls name one, two, five or six (办件种类)."""

    class Meta:
        name = "Kind"

    code = graphene.String(required=True)
    name = graphene.String(required=True)
    english = graphene.String(required=True)
    article = graphene.String(description="The article of the hall's regulation it comes from.")


class Disclosure(graphene.ObjectType):
    """Something this hall must make public (五公开)."""

    code = graphene.String(required=True)
    name = graphene.String(required=True)
    english = graphene.String(required=True)


class Regulation(graphene.ObjectType):
    """The hall's own rules in force today, in short."""

    number = graphene.String(required=True)
    title = graphene.String(required=True)
    effective_on = graphene.Date(required=True)
    kinds = graphene.List(graphene.NonNull(KindType), required=True)
    disclosures = graphene.List(graphene.NonNull(Disclosure), required=True)


class Hall(graphene.ObjectType):
    """A service hall (便民服务中心)."""

    code = graphene.String(required=True)
    name = graphene.String(required=True)
    english = graphene.String(required=True)
    regulation = graphene.Field(Regulation, description="Null, with no_regulation, while none is in force.")

    def resolve_regulation(self: Any, info: Any) -> Rulebook:
        return in_force(info.context.now)


class Me(graphene.ObjectType):
    """Whoever asks, and what they may do here."""

    name = graphene.String(required=True)
    roles = graphene.List(graphene.NonNull(graphene.String), required=True)
    permissions = graphene.List(graphene.NonNull(graphene.String), required=True)
    is_program = graphene.Boolean(required=True, description="True for a program with a bearer token.")

    def resolve_roles(self: Any, info: Any) -> list[str]:
        return sorted(self.roles)

    def resolve_permissions(self: Any, info: Any) -> list[str]:
        return sorted(self.permissions)

    def resolve_is_program(self: Any, info: Any) -> bool:
        return bool(self.client)


def in_force(now: datetime) -> Rulebook:
    """The rule book of the day."""
    return regulation_on(now.astimezone(TIMEZONE).date()).rulebook
