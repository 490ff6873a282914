"""How log lines are written: one formatter that scrubs them, JSON in production, plain in development."""

import json
import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from celery.signals import setup_logging

from config.scrub import scrub, scrub_text
from county import trail
from county.now import TIMEZONE

# At DEBUG they write statements with the values in them, and all that a page was made of, whatever LOG_LEVEL says.
INDISCREET = ("django.db.backends", "django.template")
CHATTY = ("celery.beat", "celery.worker.strategy")


def config(*, production: bool, level: str) -> dict[str, Any]:
    """The LOGGING setting: every logger ends in one handler on standard error."""
    no_handlers_of_its_own = {"handlers": [], "level": "NOTSET", "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"scrubbing": {"()": ScrubbingFormatter, "as_json": production}},
        "handlers": {"stderr": {"()": DiscreetHandler, "formatter": "scrubbing"}},
        "root": {"handlers": ["stderr"], "level": level.upper()},
        "loggers": {
            "django": no_handlers_of_its_own,
            "django.server": no_handlers_of_its_own,
            # One line a task is enough: that it was sent and received says nothing that its end does not.
            **{name: {**no_handlers_of_its_own, "level": "WARNING"} for name in CHATTY},
            **{name: {**no_handlers_of_its_own, "level": "INFO"} for name in INDISCREET},
        },
    }


class ScrubbingFormatter(logging.Formatter):
    """One line per record (and its traceback), with request and hall, without personal data."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__()
        self.as_json = as_json

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        line = {
            "at": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": _message(record),
            "request": trail.request_id.get(),
            "hall": trail.hall_code.get(),
            "exception": self._exception(record),
        }
        if self.as_json:
            return json.dumps({key: value for key, value in line.items() if value}, ensure_ascii=False)
        where = f" [{line['hall'] or 'county'} {line['request']}]" if line["request"] else ""
        rest = f"\n{line['exception']}" if line["exception"] else ""
        return f"{at.astimezone(TIMEZONE):%H:%M:%S} {record.levelname:<7} {record.name}: {line['message']}{where}{rest}"

    def _exception(self, record: logging.LogRecord) -> str:
        # Never by way of record.exc_text: another handler's formatter may have left the raw text there.
        error = record.exc_info
        parts = [self.formatException(error) if error and error[0] else "", record.stack_info or ""]
        return scrub_text("\n".join(filter(None, parts)))


class DiscreetHandler(logging.StreamHandler[Any]):
    """Standard error; a line that can't be written is told of without its arguments (logging prints them)."""

    def handleError(self, record: logging.LogRecord) -> None:
        kind = sys.exc_info()[0]
        if sys.stderr is not None and not sys.stderr.closed:
            sys.stderr.write(
                f"a log line of {record.name} was lost: {kind.__name__ if kind else 'unknown'}\n"
            )


@setup_logging.connect
def keep_this_logging(**_: object) -> None:
    """With a receiver, Celery leaves logging as it is; else it adds handlers that scrub nothing."""


def _message(record: logging.LogRecord) -> str:
    # Arguments in a mapping are also known by their names, which are gone once they stand in the text.
    arguments = scrub(dict(record.args)) if isinstance(record.args, Mapping) else record.args
    try:
        return scrub_text(str(record.msg) % arguments if arguments else str(record.msg))
    except (TypeError, ValueError, KeyError):
        return f"{scrub_text(str(record.msg))} [its arguments do not fit]"
