"""The schema of a hall as text: every hall migration compiled to SQL once, then replayed per hall.

Replaying text costs milliseconds a hall; running Django's migrations per schema costs half a second and grows
with the number of halls. So hall migrations must be plain SQL (no RunPython): `compile_steps` refuses others.
"""

from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from typing import Any, NoReturn

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations import Migration, SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

from county.halls import PUBLIC, switching


@dataclass(frozen=True)
class Step:
    """One migration of the hall layer, as SQL that names no schema."""

    app: str
    name: str
    sql: str


@dataclass(frozen=True)
class _Nowhere:
    """A schema that does not exist: compiling only has to be outside public for the router to agree."""

    schema_name: str = "compiling"


class NotPlainSql(RuntimeError):
    """A hall migration does what cannot be replayed as text: runs Python, or asks what the database holds."""


@cache
def compile_steps() -> tuple[Step, ...]:
    """All hall migrations in order, compiled. Touches no database object."""
    loader = MigrationLoader(None)
    labels = hall_labels()
    nodes = [key for key in loader.graph.leaf_nodes() if key[0] in labels]
    plan = [key for key in loader.graph._generate_plan(nodes, at_end=True) if key[0] in labels]
    state = loader.project_state([], at_end=True)
    steps = []
    before = switching.tenant
    # Not a way into a hall: nothing is executed, only the router's view of "where" is set.
    switching.set_tenant(_Nowhere())
    switching.search_path_set_schemas = [
        PUBLIC
    ]  # so that quoting a value does not look for the role of nowhere
    try:
        for key in plan:
            migration = loader.graph.nodes[key]
            for operation in migration.operations:
                _refuse_python(operation, migration)
            with connection.schema_editor(collect_sql=True, atomic=False) as editor:
                vars(editor)["_constraint_names"] = partial(_refuse_looking, migration)
                state = migration.apply(state, editor, collect_sql=True)
            steps.append(Step(key[0], key[1], "\n".join(editor.collected_sql)))
    finally:
        switching.set_tenant(before)
    return tuple(steps)


def fingerprint() -> str:
    """Tells two templates apart: a hall remembers the one it was made or last migrated with."""
    return sha256("\n".join(f"{s.app}.{s.name}\n{s.sql}" for s in compile_steps()).encode()).hexdigest()


def hall_labels() -> frozenset[str]:
    """Labels of the apps that live in a hall's schema."""
    return frozenset(apps.get_app_config(name.rpartition(".")[2]).label for name in settings.TENANT_APPS)


def _refuse_python(operation: Operation, migration: Migration) -> None:
    inner = operation.database_operations if isinstance(operation, SeparateDatabaseAndState) else []
    for each in inner:
        _refuse_python(each, migration)
    if not operation.reduces_to_sql:
        raise NotPlainSql(f"{migration} runs Python; hall migrations are SQL.")


def _refuse_looking(migration: Migration, *args: Any, **kwargs: Any) -> NoReturn:
    raise NotPlainSql(
        f"{migration} drops what only the database can name; name it in the migration (RunSQL)."
    )
