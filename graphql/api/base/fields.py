"""Fields that say who may read them. A field that says neither a permission nor `public` cannot be defined."""

from collections.abc import Callable
from typing import Any

import graphene

from county.registry.permissions import SCOPES, TABLE
from rules.errors import RuleError

PERMISSIONS = frozenset(SCOPES).union(*TABLE.values())
MAX_FIRST = 100
USUAL_FIRST = 20


class Undeclared(TypeError):
    """A field or mutation does not say who may use it (or names a permission that does not exist)."""


def declared(what: str, permission: str | None, public: bool) -> str | None:
    """The declared permission, None for public. Raises Undeclared unless exactly one of the two is said."""
    if (permission is None) is not public:
        raise Undeclared(f"{what} must declare either a permission or public=True.")
    if permission is not None and permission not in PERMISSIONS:
        raise Undeclared(f"{what} declares an unknown permission: {permission}.")
    return permission


def require(info: Any, permission: str | None) -> None:
    """Let the actor pass or raise RuleError: `sign_in_required`, `not_permitted`."""
    actor = info.context.actor
    if permission is None or actor.may(permission):
        return
    if not actor.is_known:
        raise RuleError("sign_in_required", "Sign in, or send a bearer token.")
    raise RuleError("not_permitted", "Your role does not allow this.")


class DeclaredField(graphene.Field):
    """A field that is resolved only for whom it declares: every root field, every field of personal data."""

    def __init__(self, type_: Any, *, permission: str | None = None, public: bool = False, **options: Any):
        self.permission = declared(f"A field of {type_}", permission, public)
        super().__init__(type_, **options)

    def wrap_resolve(self, parent_resolver: Callable[..., Any]) -> Callable[..., Any]:
        resolver = super().wrap_resolve(parent_resolver)

        def resolve(root: Any, info: Any, **arguments: Any) -> Any:
            require(info, self.permission)
            return resolver(root, info, **arguments)

        return resolve


class PageField(DeclaredField):
    """A root list: pages of `first` (1 to 100) after a cursor. Null when refused, next to what else was asked."""

    def __init__(self, connection: Any, **options: Any):
        super().__init__(
            connection,
            first=graphene.Int(default_value=USUAL_FIRST, description="How many, 1 to 100."),
            after=graphene.String(description="The cursor the page follows."),
            **options,
        )


def blank_is_null(name: str, default: Any, root: Any, info: Any) -> Any:
    """As `default_resolver` of a type: its columns as they are, but null where a text is empty."""
    value = getattr(root, name, default)
    return None if value == "" else value


class BaseQuery(graphene.ObjectType):
    """A root query type: it refuses to be defined with a field that declares nothing."""

    class Meta:
        abstract = True

    @classmethod
    def __init_subclass_with_meta__(cls, **options: Any) -> None:
        super().__init_subclass_with_meta__(**options)
        for name, field in cls._meta.fields.items():
            if not isinstance(field, DeclaredField):
                raise Undeclared(f"{cls.__name__}.{name} must be a DeclaredField.")
