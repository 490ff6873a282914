"""Reading a request to the API, strictly: what is not a well-formed GraphQL request is refused by name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _

from county.registry.request import PlacedRequest

JSON = "application/json"
RESPONSE = "application/graphql-response+json"
MAX_BODY = 100_000  # bytes
ESCAPED_NUL = re.compile(r"\\u(0000|\{0+\})")


class BadRequest(Exception):
    """The request is refused before GraphQL is asked."""

    def __init__(self, status: int, code: str, message: str, **headers: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@dataclass(frozen=True)
class Asked:
    """A well-formed request."""

    query: str
    variables: Mapping[str, Any] = field(default_factory=dict)
    operation_name: str | None = None


def answer_type(request: PlacedRequest) -> str:
    """The media type of the answer. Plain JSON only for those who ask for that and nothing newer."""
    accepted = request.META.get("HTTP_ACCEPT", "*/*")
    wished = {part.partition(";")[0].strip().lower() for part in accepted.split(",")}
    if JSON in wished and RESPONSE not in wished:
        return JSON
    if wished & {RESPONSE, "application/*", "*/*"}:
        return RESPONSE
    raise BadRequest(406, "not_acceptable", _("The answer is JSON: send Accept: application/json."))


def read(request: PlacedRequest) -> Asked:
    """The request's query, variables and operation name. Raises BadRequest."""
    if request.method != "POST":
        raise BadRequest(405, "method_not_allowed", _("The API answers POST only."), Allow="POST")
    if (
        request.content_type != JSON
        or (request.content_params or {}).get("charset", "utf-8").lower() != "utf-8"
    ):
        raise BadRequest(415, "media_type_not_supported", _("Send the query as application/json in UTF-8."))
    if not (request.META.get("CONTENT_LENGTH") or "0").isdecimal():
        raise BadRequest(400, "body_malformed", _("The body is not readable JSON."))
    if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY or len(request.body) > MAX_BODY:
        raise BadRequest(413, "body_too_large", _("A request may have 100 kB."))
    if request.token_error:
        raise BadRequest(
            401,
            request.token_error,
            _("The token does not open this place: it is malformed, has expired, or is another hall's."),
            WWW_Authenticate='Bearer realm="api", error="invalid_token"',
        )
    if request.actor.is_known and not request.actor.client and not _came_from_our_pages(request):
        # A browser sends the session along whoever asks it to; a program sends its token on purpose.
        raise BadRequest(403, "csrf_failed", _("Send the page's X-CSRFToken along, or use a bearer token."))
    return _asked(request.body)


def _asked(body: bytes) -> Asked:
    try:
        said = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadRequest(400, "body_malformed", _("The body is not readable JSON.")) from None
    if isinstance(said, list):
        raise BadRequest(400, "batching_not_supported", _("Send one query a request."))
    if not isinstance(said, dict):
        raise BadRequest(400, "body_malformed", _("The body must be a JSON object."))
    query, variables, name = said.get("query"), said.get("variables"), said.get("operationName")
    if not isinstance(query, str) or not query.strip():
        raise BadRequest(400, "query_missing", _("The body must have a query."))
    if variables is not None and not isinstance(variables, dict):
        raise BadRequest(400, "variables_malformed", _("Variables must be a JSON object."))
    if name is not None and not isinstance(name, str):
        raise BadRequest(400, "operation_name_malformed", _("The operation name must be text."))
    if "\x00" in query or ESCAPED_NUL.search(query) or _has_nul(variables):
        raise BadRequest(400, "nul_byte", _("Text may not contain NUL characters."))
    return Asked(query, variables or {}, name or None)


def _has_nul(value: Any) -> bool:
    """Whether a NUL stands anywhere in a JSON value: PostgreSQL cannot store one."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            if "\x00" in each:
                return True
        elif isinstance(each, dict):
            waiting += [*each.keys(), *each.values()]
        elif isinstance(each, list):
            waiting += each
    return False


def _came_from_our_pages(request: PlacedRequest) -> bool:
    check = CsrfViewMiddleware(lambda _: None)  # type: ignore[arg-type]
    return check.process_view(request, None, (), {}) is None  # type: ignore[arg-type]
