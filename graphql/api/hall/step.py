"""What the mutations that take one step of a case have in common: the case, the version one decided on, one verb."""

from collections.abc import Callable
from typing import Any, ClassVar

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall import enums
from api.hall.case import CaseType
from hall.cases.models import CaseEvent
from rules.limits import Limit, LimitUnit


class StepArguments:
    """Of every step."""

    id = graphene.ID(required=True)
    expected_version = graphene.Int(required=True, description="The version you decided on.")


class LimitInput(graphene.InputObjectType):
    """How long: an amount, and what it is counted in."""

    amount = graphene.Int(required=True)
    unit = enums.LimitUnit(required=True)


def limit_of(given: Any) -> Limit | None:
    """The limit that was sent. RuleError("bad_limit")."""
    return Limit(given.amount, LimitUnit(given.unit)) if given else None


class CaseStep(BaseMutation):
    """A mutation whose arguments are those of its verb."""

    class Meta:
        abstract = True

    verb: ClassVar[Callable[..., CaseEvent]]

    case = graphene.Field(CaseType)

    @classmethod
    def perform(cls, info: Any, *, id: str, expected_version: int, **given: Any) -> "CaseStep":
        sent = {name: value for name, value in given.items() if value is not None}
        event = cls.verb(
            ids.read(id, "Case"),
            actor=info.context.actor,
            now=info.context.now,
            expected_version=expected_version,
            **cls.as_the_verb_takes(sent),
        )
        return cls(case=event.case)

    @classmethod
    def as_the_verb_takes(cls, sent: dict[str, Any]) -> dict[str, Any]:
        """The arguments that were sent, as keywords of the verb; a null is as good as left out."""
        return sent
