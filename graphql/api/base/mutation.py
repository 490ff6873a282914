"""What every mutation is: it names its permission, calls one verb, returns domain errors as data."""

from collections.abc import Callable
from typing import Any, ClassVar

import graphene
from graphene.types.mutation import MutationOptions

from api.base.errors import Error, as_payload
from api.base.fields import declared, require
from rules.errors import RuleError


class DeclaredOptions(MutationOptions):
    """Meta of a mutation, with what it declared. `permission` None means public."""

    permission: str | None = None


class BaseMutation(graphene.Mutation):
    """Meta must declare `permission` or `public = True`; else the class cannot be defined."""

    class Meta:
        abstract = True

    # Each mutation's own, with its arguments by name: calls one verb, lets RuleError pass.
    perform: ClassVar[Callable[..., "BaseMutation"]]

    errors = graphene.List(graphene.NonNull(Error), required=True)

    @classmethod
    def __init_subclass_with_meta__(
        cls, permission: str | None = None, public: bool = False, **options: Any
    ) -> None:
        meta = DeclaredOptions(cls)
        meta.permission = declared(cls.__name__, permission, public)
        options.setdefault("description", cls.__doc__)
        super().__init_subclass_with_meta__(_meta=meta, **options)

    @classmethod
    def mutate(cls, root: Any, info: Any, **arguments: Any) -> "BaseMutation":
        require(info, cls._meta.permission)
        try:
            done = cls.perform(info, **arguments)
        except RuleError as error:
            return cls(errors=[as_payload(error)])
        done.errors = []
        return done
