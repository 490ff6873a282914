"""Which request and which hall this thread works for: on every log line, on every report to Sentry.

Lives in the county because every layer above reports trouble here; `config.sentry` decides whether and how
it is sent, `config.logs` how it is written.
"""

import logging
from contextvars import ContextVar
from uuid import uuid4

import sentry_sdk

request_id: ContextVar[str] = ContextVar("request_id", default="")
hall_code: ContextVar[str] = ContextVar("hall_code", default="")


def begin(request: str) -> None:
    """A request or a task starts: nothing of the one before it may stick to its lines."""
    request_id.set(request)
    sentry_sdk.set_tag("request", request)
    tag_hall("")


def tag_hall(code: str) -> None:
    """From here on this thread works for this hall; for the county with an empty code."""
    hall_code.set(code)
    sentry_sdk.set_tag("hall", code or "county")


def capture(error: BaseException) -> str:
    """Report an error nobody expected. The id may be shown to a caller: it is on the log line and in Sentry."""
    event_id = sentry_sdk.capture_exception(error) or uuid4().hex
    logging.getLogger(__name__).error("unexpected error %s", event_id, exc_info=error)
    return event_id
