"""The one view of the API: a request in, GraphQL over HTTP out. One per schema."""

from collections.abc import Callable
from typing import Any

import graphene
import orjson
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from graphql import DocumentNode, GraphQLError, execute_sync, get_operation_ast

from api.base import asking
from api.base.asking import RESPONSE, Asked, BadRequest
from api.base.documents import Documents, Refused
from api.base.errors import formatted
from api.base.limits import check_cost
from county.registry.request import PlacedRequest


def graphql_view(schema: graphene.Schema) -> Callable[[PlacedRequest], HttpResponse]:
    """The view that answers this schema, with the documents it remembers."""
    documents = Documents(schema.graphql_schema)

    @csrf_exempt  # asking.read checks it where a session is used: a bearer token needs none
    def view(request: PlacedRequest) -> HttpResponse:
        media = RESPONSE
        try:
            media = asking.answer_type(request)
            asked = asking.read(request)
        except BadRequest as refused:
            error = {"message": refused.message, "extensions": {"code": refused.code}}
            return _response({"errors": [error]}, media, refused.status, refused.headers)
        return _answer(documents, asked, request, media)

    return view


def _answer(documents: Documents, asked: Asked, request: PlacedRequest, media: str) -> HttpResponse:
    # GraphQL over HTTP: what failed before execution is a 400, but a 200 for clients of plain JSON.
    status = 400 if media == RESPONSE else 200
    try:
        document = documents.read(asked.query, introspection=request.actor.is_known)
        _check(documents, document, asked)
    except Refused as refused:
        errors = [formatted(error, code=refused.code) for error in refused.errors]
        return _response({"errors": errors}, media, status)
    result = execute_sync(
        documents.schema,
        document,
        context_value=request,
        variable_values=dict(asked.variables),
        operation_name=asked.operation_name,
    )
    # An error without a path comes from before execution: variables that do not fit.
    if result.errors and result.data is None and not any(error.path for error in result.errors):
        errors = [formatted(error, code="variables_invalid") for error in result.errors]
        return _response({"errors": errors}, media, status)
    body: dict[str, Any] = {"data": result.data}
    if result.errors:
        body["errors"] = [formatted(error, code="argument_invalid") for error in result.errors]
    return _response(body, media, 200)


def _check(documents: Documents, document: DocumentNode, asked: Asked) -> None:
    operation = get_operation_ast(document, asked.operation_name)
    if operation is None:
        raise Refused("operation_unknown", [GraphQLError(_("Name one operation of this document."))])
    try:
        check_cost(document, operation, documents.schema, asked.variables)
    except GraphQLError as error:
        raise Refused("query_too_costly", [error]) from None


def _response(
    body: dict[str, Any], media: str, status: int, headers: dict[str, str] | None = None
) -> HttpResponse:
    response = HttpResponse(orjson.dumps(body), status=status, content_type=f"{media}; charset=utf-8")
    response["Cache-Control"] = "no-store"
    for name, value in (headers or {}).items():
        response[name] = value
    return response
