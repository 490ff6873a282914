"""Making a hall: idempotent and resumable. Killed half-way, the same call completes it."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction

from county.provisioning import schema, template
from county.registry.hosts import forget_hosts, normal_host, settle_host
from county.registry.models import Domain, Hall
from rules.errors import RuleError

CODE = re.compile(r"[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?")  # a host label, at most 40 characters
HOST = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*")
RESERVED = frozenset(
    {"public", "county", "information-schema", "www"}
)  # schemas and hosts that mean something else


@dataclass(frozen=True)
class NewHall:
    """What a hall is called and where it is found. `code` names its schema, role and host."""

    code: str
    name: str
    english: str = ""
    kind: str = Hall.Kind.TOWNSHIP
    host: str = ""


def provision(new: NewHall) -> Hall:
    """Create the hall, its schema, role and host, or complete what an interrupted call left.

    1. The hall's row, still `provisioning`: nobody can reach it yet.
    2. Schema, tables, grants in one transaction under a lock of its own, so two calls at once are one.
    3. Host and `active` in one transaction.

    Raises RuleError, with nothing written: `hall_code_malformed`, `hall_code_reserved`, `host_malformed`,
    `host_taken`.
    """
    host = new.host or f"{new.code}.{settings.BASE_DOMAIN}"
    _check_code(new.code)
    _check_host(host, new.code)
    hall = _row(new)
    build_schema(hall)
    with transaction.atomic():
        Domain.objects.get_or_create(domain=host, defaults={"tenant": hall, "is_primary": True})
        _check_host(host, new.code)  # another hall may have taken it meanwhile
        Hall.objects.filter(pk=hall.pk, status=Hall.Status.PROVISIONING).update(status=Hall.Status.ACTIVE)
        settle_host(hall.pk)
    forget_hosts()
    hall.refresh_from_db()
    return hall


def build_schema(hall: Hall) -> None:
    """Bring the hall's schema to the template of this code, from nothing or from wherever it is."""
    steps = template.compile_steps()
    with transaction.atomic():
        lock_schema(hall.schema_name)
        schema.create(hall.schema_name)
        done = schema.applied([hall.schema_name])[hall.schema_name]
        missing = [step for step in steps if (step.app, step.name) not in done]
        if missing:
            schema.replay(hall.schema_name, missing)
        Hall.objects.filter(pk=hall.pk).update(template=template.fingerprint())


def _row(new: NewHall) -> Hall:
    """The hall's row, made by whoever comes first; `Hall.save` would look before it leaps."""
    schema_name = new.code.replace("-", "_")
    row = Hall(code=new.code, schema_name=schema_name, name=new.name, english=new.english, kind=new.kind)
    Hall.objects.bulk_create([row], ignore_conflicts=True)
    return Hall.objects.get(code=new.code)


def lock_schema(schema_name: str) -> None:
    """Hold off everybody else who would change this schema until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '30s'")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('schema'), hashtext(%s))", [schema_name])


def _check_code(code: str) -> None:
    if not CODE.fullmatch(code):
        raise RuleError(
            "hall_code_malformed",
            "A hall's code is 1 to 40 of a-z, 0-9 and hyphen, with no hyphen at either end.",
            "code",
        )
    if code in RESERVED or code.startswith("pg-"):
        raise RuleError(
            "hall_code_reserved", "The code %(name)s is reserved; choose another.", "code", name=code
        )


def _check_host(host: str, code: str) -> None:
    if normal_host(host) != host or not HOST.fullmatch(host):
        raise RuleError(
            "host_malformed", "A host is a name in lower case, without port and dot at the end.", "host"
        )
    if host == settings.COUNTY_HOST or Domain.objects.filter(domain=host).exclude(tenant__code=code).exists():
        raise RuleError("host_taken", "The host %(host)s leads somewhere else already.", "host", host=host)
