"""Errors as data: the domain's with their code and sentence, everything else masked behind an id."""

from typing import Any

import graphene
from django.utils.translation import gettext
from graphql import GraphQLError

from county import trail
from hall.cases.wording import sentence_of
from rules.errors import RuleError


class ErrorValue(graphene.ObjectType):
    """A fact that belongs to an error: who changed the case meanwhile, what status it has now."""

    name = graphene.String(required=True)
    value = graphene.String(required=True)


class Error(graphene.ObjectType):
    """Why a mutation did nothing: a stable code, the input field at fault, a sentence in the caller's language."""

    code = graphene.String(required=True)
    field = graphene.String()
    message = graphene.String(required=True)
    values = graphene.List(graphene.NonNull(ErrorValue), required=True)


def as_payload(error: RuleError) -> Error:
    """A domain error as a mutation returns it."""
    values = [ErrorValue(name=name, value=str(value)) for name, value in error.values.items()]
    return Error(code=error.code, field=error.field, message=sentence_of(error), values=values)


def formatted(error: GraphQLError, *, code: str) -> dict[str, Any]:
    """An error of a query as the response carries it. `code` is that of errors GraphQL itself finds."""
    said: dict[str, Any] = {**error.formatted}
    cause = error.original_error
    if isinstance(cause, RuleError):
        said["message"] = sentence_of(cause)
        said["extensions"] = {"code": cause.code, "field": cause.field}
    elif cause is None or (isinstance(cause, GraphQLError) and (error.path is None or cause.nodes)):
        # Found by GraphQL in the request itself. With a path but without nodes it comes from writing the answer.
        said["extensions"] = {"code": code, **(error.extensions or {})}
    else:
        said["message"] = gettext("Something went wrong on our side. Please report this number: %(id)s") % {
            "id": (event_id := trail.capture(cause))
        }
        said["extensions"] = {"code": "internal_error", "id": event_id}
    return said
