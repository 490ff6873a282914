"""What leaves the program about its own troubles, kept for a look: reports to Sentry and lines of the log."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import sentry_sdk
from django.conf import settings
from sentry_sdk.envelope import Envelope
from sentry_sdk.scope import use_isolation_scope
from sentry_sdk.transport import Transport

from config import logs, sentry
from county import trail

DSN = "https://0123456789abcdef0123456789abcdef@sentry.invalid/1"


class Kept(Transport):
    """A transport that sends nothing and keeps what it was given, as bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.envelopes: list[Envelope] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.envelopes.append(envelope)

    def sent(self) -> str:
        sentry_sdk.flush()
        return "\n".join(envelope.serialize().decode() for envelope in self.envelopes)

    def events(self, kind: str = "event") -> list[dict[str, Any]]:
        sentry_sdk.flush()
        items = [item for envelope in self.envelopes for item in envelope.items if item.type == kind]
        return [json.loads(item.payload.get_bytes()) for item in items]


@contextmanager
def keeping() -> Iterator[Kept]:
    """Sentry switched on with everything it can send; as before afterwards."""
    transport = Kept()
    before = sentry_sdk.get_global_scope().client
    with use_isolation_scope(sentry_sdk.Scope(ty=sentry_sdk.scope.ScopeType.ISOLATION)):
        sentry.start(
            DSN,
            environment="test",
            release="1",
            transport=transport,
            traces_sample_rate=1.0,
            enable_logs=True,
        )
        yield transport
        trail.begin("")
        sentry_sdk.get_client().close()
        sentry_sdk.get_global_scope().set_client(before)


@contextmanager
def written_down(*, production: bool = True) -> Iterator[io.StringIO]:
    """Logging set up as in production (or development) at its most talkative, into memory; as before afterwards."""
    stream = io.StringIO()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    with mock.patch("sys.stderr", stream):
        logging.config.dictConfig(logs.config(production=production, level="debug"))
        try:
            yield stream
        finally:
            trail.begin("")
            logging.config.dictConfig(settings.LOGGING)
            root.handlers[:], root.level = handlers, level
