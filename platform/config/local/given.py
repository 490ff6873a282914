"""Servers that were given by DATABASE_URL and BROKER_URL: do they answer, before anything is started?"""

from urllib.parse import urlsplit

import psycopg
from kombu import Connection
from kombu.exceptions import OperationalError

from config.local.refusal import Refusal

OLDEST = 180000  # PostgreSQL 18


def without_password(url: str) -> str:
    """The address as it may be printed."""
    parts = urlsplit(url)
    if parts.password is None:
        return url
    return url.replace(f":{parts.password}@", ":***@", 1)


def check_database(url: str) -> None:
    """It answers, is new enough, and was prepared for the application."""
    shown = without_password(url)
    if urlsplit(url).scheme not in ("postgresql", "postgres"):
        raise Refusal(f"DATABASE_URL must look like postgresql://user:password@host:port/name, not {shown}.")
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            version = connection.info.server_version
            prepared = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'halls'").fetchone()
    except (psycopg.OperationalError, psycopg.ProgrammingError) as error:
        raise Refusal(f"The database at DATABASE_URL={shown} does not answer: {_reason(error)}") from None
    if version < OLDEST:
        raise Refusal(f"The database at {shown} is PostgreSQL {version // 10000}; 18 or newer is needed.")
    if prepared is None:
        raise Refusal(
            f"The server at {shown} was not prepared: run infra/postgres/bootstrap.sql on it once, "
            "as superuser, in template1 and in the application's database."
        )


def check_broker(url: str) -> None:
    """A broker on a network answers; the one in a folder needs no server."""
    if urlsplit(url).scheme in ("filesystem", "memory"):
        return
    shown = without_password(url)
    try:
        with Connection(url, connect_timeout=5, transport_options={"socket_connect_timeout": 5}) as broker:
            broker.ensure_connection(max_retries=1, timeout=5)
    except (OperationalError, OSError) as error:
        raise Refusal(f"The broker at BROKER_URL={shown} does not answer: {_reason(error)}") from None
    except (KeyError, ImportError, ValueError):
        raise Refusal(f"BROKER_URL={shown} is not a broker we know: use redis://host:port/0.") from None


def _reason(error: Exception) -> str:
    """The first line of what the driver said."""
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
