"""Making a hall: idempotent and resumable. Killed half-way, the same call completes it."""

from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction

from county.provisioning import schema, template
from county.registry.hosts import forget_hosts
from county.registry.models import Domain, Hall


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
    """
    hall, _ = Hall.objects.get_or_create(
        code=new.code,
        defaults={
            "schema_name": new.code.replace("-", "_"),
            "name": new.name,
            "english": new.english,
            "kind": new.kind,
        },
    )
    build_schema(hall)
    with transaction.atomic():
        Domain.objects.get_or_create(
            domain=new.host or f"{new.code}.{settings.BASE_DOMAIN}",
            defaults={"tenant": hall, "is_primary": True},
        )
        Hall.objects.filter(pk=hall.pk, status=Hall.Status.PROVISIONING).update(status=Hall.Status.ACTIVE)
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


def lock_schema(schema_name: str) -> None:
    """Hold off everybody else who would change this schema until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '30s'")
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('schema'), hashtext(%s))", [schema_name])
