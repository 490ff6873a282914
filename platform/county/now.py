"""The one place that asks what time it is; everything below the edge is handed `now`."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

TIMEZONE = ZoneInfo("Asia/Shanghai")


def now() -> datetime:
    """The present instant, aware, in UTC. Called by middleware, tasks and commands only."""
    return datetime.now(UTC)
