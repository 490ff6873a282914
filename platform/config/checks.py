"""Mistakes of configuration that `manage.py check` finds before a request does."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections

MAY_CHANGE_ROLE = """
SELECT coalesce(bool_or(has_function_privilege(oid, 'pg_catalog.set_config(text,text,boolean)', 'EXECUTE')
                     OR has_language_privilege(oid, 'plpgsql', 'USAGE')), false)
FROM pg_roles WHERE rolname = 'halls'
"""


@register(Tags.security)
def secrets_are_our_own(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Production must not run on the secrets that stand in the source (settings.py refuses to start as well)."""
    if not settings.PRODUCTION:
        return []
    known = {settings.DEVELOPMENT_SECRET_KEY, settings.DEVELOPMENT_DATA_KEY, ""}
    return [
        Error(f"{name} is a development secret.", hint=f"Set {name} (or {name}_FILE).", id="config.E001")
        for name in ("SECRET_KEY", "DATA_KEY")
        if getattr(settings, name) in known
    ]


@register
def halls_are_kept_apart(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The settings on which the border between halls rests."""
    wrong: list[CheckMessage] = []
    if not settings.TENANT_LIMIT_SET_CALLS:
        wrong.append(Error("TENANT_LIMIT_SET_CALLS must stay on.", id="config.E002"))
    if settings.SHOW_PUBLIC_IF_NO_TENANT_FOUND:
        wrong.append(Error("An unknown host must be a 404, never the county.", id="config.E003"))
    if both := set(settings.SHARED_APPS) & set(settings.TENANT_APPS):
        wrong.append(Error(f"Apps in both schemas: {sorted(both)}", id="config.E004"))
    if settings.DATABASES["default"]["ENGINE"] != "config.backend":
        wrong.append(Error("Only config.backend sets the role together with the path.", id="config.E005"))
    return wrong


@register(Tags.database)
def halls_cannot_change_their_role(
    app_configs: Any, databases: Any = None, **kwargs: Any
) -> list[CheckMessage]:
    """What infra/postgres/bootstrap.sql takes from halls. Asked where a command names its database (`migrate`)."""
    found: list[CheckMessage] = []
    for alias in databases or []:
        with connections[alias].cursor() as cursor:
            cursor.execute(MAY_CHANGE_ROLE)
            if cursor.fetchone()[0]:
                found.append(
                    Warning(
                        "A hall's role may call set_config or write DO blocks, and so become another hall.",
                        hint="Run infra/postgres/bootstrap.sql on this database as superuser.",
                        id="config.W001",
                    )
                )
    return found
