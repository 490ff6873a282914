"""Making a hall, and finding nothing to migrate: our replayed SQL against Django's migrations, schema by schema."""

import contextlib
import io
from collections.abc import Iterator

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import override_settings
from loadtests.bench.halls import drop, new_code
from loadtests.bench.rounds import Result, compare
from psycopg.sql import SQL, Identifier

from county.halls import HallRef
from county.provisioning import schema
from county.provisioning.executor import CompiledExecutor
from county.provisioning.provision import NewHall, provision
from county.provisioning.template import compile_steps, hall_labels
from county.registry.models import Hall


def measure_making() -> list[Result]:
    """One hall each way. Dropping it again is inside neither time, only provisioning is measured."""
    made: list[str] = []

    def replayed() -> None:
        made.append(new_code())
        provision(NewHall(code=made[-1], name=made[-1]))

    def migrated() -> None:
        made.append(new_code())
        stock(made[-1])

    try:
        return compare(
            {"provision (replay)": replayed, "Django's migrations": migrated}, rounds=4, turn=2.0, most=2
        )
    finally:
        for code in made:
            drop(code)


def measure_nothing_to_do(halls: list[HallRef]) -> list[Result]:
    """`migrate` when every hall is up to date; milliseconds for all of these halls together."""
    names = [hall.schema_name for hall in halls]

    def ours() -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            CompiledExecutor((), {}).run_migrations(names)

    def theirs() -> None:
        for name in names:
            migrate(name)

    return compare({"one query for all": ours, "Django, hall by hall": theirs}, rounds=2, turn=2.0, most=1)


def stock(code: str) -> None:
    """A hall by Django's own migrations: its row, role and schema as ever, then every migration run there."""
    name = code.replace("-", "_")
    Hall.objects.create(code=code, schema_name=name, name=code)
    schema.create(name)
    schema.replay(name, [])  # the table in which Django notes what it has applied
    migrate(name)
    noted = schema.applied([name])[name]
    if missing := [step.name for step in compile_steps() if (step.app, step.name) not in noted]:
        raise RuntimeError(f"Django left out {missing}: the two ways do not make the same hall.")


def migrate(name: str) -> None:
    """Django's executor in one schema. Without django-tenants' signals and output: this flatters Django a little."""
    with standing_in(name):
        executor = MigrationExecutor(connection)
        executor.migrate([key for key in executor.loader.graph.leaf_nodes() if key[0] in hall_labels()])


@contextlib.contextmanager
def standing_in(name: str) -> Iterator[None]:
    """The schema's path under the login role: inside a hall nothing but rows may be written, and rightly so."""
    with override_settings(DATABASE_ROUTERS=[]), connection.cursor() as cursor:
        cursor.execute(SQL("SET search_path = {}").format(Identifier(name)))
        try:
            yield
        finally:
            cursor.execute("SET search_path = public")
