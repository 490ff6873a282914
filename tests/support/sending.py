"""Send tasks from the test itself to a broker of its own, as a web process would."""

from collections.abc import Iterator
from contextlib import contextmanager

from kombu import pools

from config.celery import app, broker_options
from hall.reporting import announce


@contextmanager
def to(broker: str) -> Iterator[None]:
    """Until the end of the block this process sends to `broker`, with the options a real process has."""
    before = {name: app.conf[name] for name in ("broker_url", "broker_transport", "broker_transport_options")}
    _forget(broker_options(broker))
    try:
        yield
    finally:
        _forget(before)


def _forget(options: dict[str, object]) -> None:
    app.conf.update(options)
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None
    announce._asked.clear()
