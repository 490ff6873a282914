"""DATABASE_URL → Django's DATABASES entry."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SESSION_LIMITS = "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"


def database_from(url: str, *, test_name: str = "") -> dict[str, Any]:
    """Parse `postgresql://user:password@host:port/name?host=/socket/folder`."""
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must look like postgresql://user:password@host:port/name.")
    query = dict(parse_qsl(parts.query))
    options: dict[str, Any] = {"options": SESSION_LIMITS}
    if mode := query.get("sslmode"):
        options["sslmode"] = mode
    return {
        "ENGINE": "config.backend",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": str(parts.port or query.get("port", "")),
        # A connection stays with its thread, so there are no more than threads. Renewed every ten minutes: a backend
        # keeps what it learns of each hall's tables (1 MB a hall), and learning it takes it some milliseconds.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        "TEST": {"NAME": test_name or None, "TEMPLATE": "template1"},
    }
