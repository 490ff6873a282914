"""Errors as data: the domain's with their code and sentence, everything else masked behind an id."""

import logging
from typing import Any

import graphene
import sentry_sdk
from django.utils.translation import gettext
from graphql import GraphQLError

from county.registry.request import PlacedRequest
from rules.errors import RuleError

log = logging.getLogger(__name__)


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


def sentence(error: RuleError) -> str:
    """The error's sentence in the active language, with its values."""
    return gettext(error.message) % error.values


def as_payload(error: RuleError) -> Error:
    """A domain error as a mutation returns it."""
    values = [ErrorValue(name=name, value=str(value)) for name, value in error.values.items()]
    return Error(code=error.code, field=error.field, message=sentence(error), values=values)


def formatted(error: GraphQLError, request: PlacedRequest, *, code: str) -> dict[str, Any]:
    """An error of a query as the response carries it. `code` is that of errors GraphQL itself finds."""
    said: dict[str, Any] = {**error.formatted}
    cause = error.original_error
    if isinstance(cause, RuleError):
        said["message"] = sentence(cause)
        said["extensions"] = {"code": cause.code, "field": cause.field}
    elif cause is None or (isinstance(cause, GraphQLError) and (error.path is None or cause.nodes)):
        # Found by GraphQL in the request itself. With a path but without nodes it comes from writing the answer.
        said["extensions"] = {"code": code, **(error.extensions or {})}
    else:
        said["message"] = gettext("Something went wrong on our side. Please report this number: %(id)s") % {
            "id": (event_id := report(cause, request))
        }
        said["extensions"] = {"code": "internal_error", "id": event_id}
    return said


def report(cause: BaseException, request: PlacedRequest) -> str:
    """Hand an unforeseen error to Sentry and the log; returns the id by which it is found again.

    The log names the class and the place only: the text of an exception may hold a citizen's data.
    """
    event_id = sentry_sdk.capture_exception(cause) or request.id
    place = cause.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_qualname}:{place.tb_lineno}" if place else "unknown"
    log.error("internal error %s in a query: %s at %s", event_id, type(cause).__name__, where)
    return event_id
