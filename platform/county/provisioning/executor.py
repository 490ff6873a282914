"""`manage.py migrate` for the whole county: public by Django, halls by replaying compiled SQL.

Plugged into django-tenants by GET_EXECUTOR_FUNCTION. One query finds the halls that are behind; each is
brought up to date in a transaction of its own; a failing hall does not stop the others, and the run then
ends non-zero naming every one that failed. Running it again completes it.
"""

from typing import Any

from django.core.management.base import CommandError
from django.db import DatabaseError
from django_tenants.migration_executors.base import MigrationExecutor, run_migrations

from county.provisioning import schema, template
from county.provisioning.provision import build_schema
from county.registry.models import Hall


class CompiledExecutor(MigrationExecutor):
    """Public first, then every hall that lacks a migration."""

    codename = "compiled"

    def run_migrations(self, tenants: Any = None) -> None:
        names = list(tenants or [])
        if self.PUBLIC_SCHEMA_NAME in names:
            run_migrations(self.args, self.options, self.codename, self.PUBLIC_SCHEMA_NAME)
            names.remove(self.PUBLIC_SCHEMA_NAME)
        if names:
            self._migrate_halls(names)

    def _migrate_halls(self, names: list[str]) -> None:
        if self.options.get("fake") or self.options.get("migration_name"):
            raise CommandError("Halls are only ever brought to the newest migration, and really.")
        wanted = {(step.app, step.name) for step in template.compile_steps()}
        behind = sorted(name for name, done in schema.applied(names).items() if wanted - done)
        if self.options.get("check_unapplied") or self.options.get("plan"):
            if behind:
                raise CommandError(f"{len(behind)} halls are behind: {', '.join(behind)}")
            return
        failed = {}
        for hall in Hall.objects.filter(schema_name__in=behind).order_by("schema_name"):
            try:
                build_schema(hall)
            except DatabaseError as error:  # carry on: the others must not wait for this one
                failed[hall.schema_name] = str(error).splitlines()[0]
        print(f"halls: {len(names)} looked at, {len(behind) - len(failed)} migrated, {len(failed)} failed")
        if failed:
            raise CommandError("; ".join(f"{name}: {reason}" for name, reason in failed.items()))


def get_executor(codename: str | None = None) -> type[MigrationExecutor]:
    """Whatever `--executor` says: there is one way to migrate a county."""
    return CompiledExecutor
