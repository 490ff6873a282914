"""After commit, tell the background that this hall has news. Losing the message only delays: the sweep looks too."""

import logging
import threading
import time
from functools import partial

from django.db import transaction
from kombu.exceptions import OperationalError

from county.halls import current_schema
from hall.reporting.tasks import report_hall

GATHER = 1  # second: cases that come close together are reported together
REST = 10  # seconds without another try after the broker did not answer, so that clerks do not wait for it

_asked: dict[str, float] = {}  # monotonic second of the last message, per hall
_lock = threading.Lock()


def announce() -> None:
    """Ask for a report of the hall we are inside, once the transaction has committed."""
    # The schema is read now: when the callback runs, the request may already have left the hall.
    transaction.on_commit(partial(_send, current_schema()))


def _send(schema: str) -> None:
    """One message a second per hall and process: it runs a second later, so it covers all that came meanwhile."""
    with _lock:
        if time.monotonic() - _asked.get(schema, -GATHER) < GATHER:
            return
        _asked[schema] = time.monotonic()
    try:
        report_hall.in_hall(schema, countdown=GATHER)
    except (OperationalError, OSError):
        # The case is safe and its events wait in the outbox; the sweep finds them when the broker is back.
        with _lock:
            _asked[schema] += REST
        logging.getLogger(__name__).warning(
            "broker unreachable: the report of %s waits for the sweep", schema
        )
