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
    """Report an error nobody foresaw; the id may be shown to the caller and finds it in the log and in Sentry.

    The log names the class and the place only: the text of an error may hold a name, which no pattern knows.
    """
    event_id = sentry_sdk.capture_exception(error) or request_id.get() or uuid4().hex
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_qualname}:{place.tb_lineno}" if place else "unknown"
    logging.getLogger(__name__).error("internal error %s: %s at %s", event_id, type(error).__name__, where)
    return event_id
