"""The template: the same text every time, and exactly what Django's own migrate would have made."""

import pytest
from django.db import connection, models
from django.db.migrations import AddField, AlterField, Migration, RunPython, SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from support import catalog
from support.worker import Process

from county.provisioning.template import NotPlainSql, compile_steps


def test_compiling_twice_gives_the_same_text(django_db_setup, django_db_blocker):
    """A default that is computed (a time, a key) would end up the same in every hall, and differ by process."""
    with django_db_blocker.unblock():
        assert compile_steps.__wrapped__() == compile_steps()


def test_the_text_names_no_schema(db):
    whole = "\n".join(step.sql for step in compile_steps())

    assert "compiling" not in whole
    for function in ("public.refuse_change()", "public.refuse_change_of_published()"):
        whole = whole.replace(function, "")
    assert whole.count("public") == 0


def test_compiling_executes_nothing_and_leaves_the_connection_where_it_was(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        compile_steps.__wrapped__()
    assert connection.schema_name == "public"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'compiling'")
        assert cursor.fetchone() == (0,)


STOCK = """
import django
from django.conf import settings
settings.DATABASES["default"]["ENGINE"] = "django_tenants.postgresql_backend"
django.setup()
from django_tenants.migration_executors.base import run_migrations
options = {"verbosity": 0, "interactive": False, "database": "default", "skip_checks": True, "app_label": None}
options |= dict.fromkeys(["force_color", "no_color", "migration_name"])
options |= dict.fromkeys(["run_syncdb", "fake", "fake_initial", "plan", "prune", "check_unapplied"])
run_migrations([], options, "stock", "by_django")
"""


def test_a_replayed_hall_equals_what_djangos_own_migrate_would_have_made(
    django_db_setup, django_db_blocker, tmp_path
):
    with django_db_blocker.unblock():
        try:
            with connection.cursor() as cursor:
                cursor.execute("CREATE SCHEMA by_django")
            run = Process(["-c", STOCK], tmp_path / "log")
            assert run.started.wait(60) == 0, run.said()
            by_django, replayed = without_history("by_django"), without_history("east")
        finally:
            with connection.cursor() as cursor:
                cursor.execute("DROP SCHEMA by_django CASCADE")

    assert len(by_django) > 200
    assert replayed == by_django


def without_history(schema: str) -> set[tuple[str, str, str]]:
    """Our own table of applied migrations is stricter than Django's: it holds each only once."""
    return {row for row in catalog.shape(schema) if not row[1].startswith("django_migrations")}


def compiled(monkeypatch, *operations: Operation) -> str:
    """The SQL of a last migration of the cases with these operations."""
    before = MigrationLoader(None).graph.leaf_nodes("cases")[0]
    added = Migration("9999_under_test", "cases")
    added.dependencies, added.operations = [before], list(operations)
    build = MigrationLoader.load_disk

    def with_one_more(loader: MigrationLoader) -> None:
        build(loader)
        loader.disk_migrations["cases", added.name] = added

    monkeypatch.setattr(MigrationLoader, "load_disk", with_one_more)
    return next(step.sql for step in compile_steps.__wrapped__() if step.name == added.name)


def test_a_field_with_a_value_for_the_rows_there_are_is_plain_sql(db, monkeypatch):
    sql = compiled(monkeypatch, AddField("case", "note", models.CharField(max_length=9, default="it's 5%")))

    assert "DEFAULT 'it''s 5%' NOT NULL" in sql
    assert connection.schema_name == "public"


@pytest.mark.parametrize(
    "operation",
    [
        RunPython(RunPython.noop),
        SeparateDatabaseAndState(database_operations=[RunPython(RunPython.noop)]),
        SeparateDatabaseAndState([SeparateDatabaseAndState([RunPython(RunPython.noop)])]),
    ],
    ids=["plain", "hidden", "hidden twice"],
)
def test_a_migration_of_the_halls_that_runs_python_is_refused(db, monkeypatch, operation):
    with pytest.raises(NotPlainSql, match=r"cases\.9999_under_test runs Python"):
        compiled(monkeypatch, operation)
    assert connection.schema_name == "public"


def test_a_migration_that_must_ask_the_database_for_a_name_is_refused(db, monkeypatch):
    """A unique column made plain: Django would look up the constraint, in a schema that does not exist."""
    number = models.CharField("number", max_length=20)

    with pytest.raises(NotPlainSql, match=r"cases\.9999_under_test drops what only the database can name"):
        compiled(monkeypatch, AlterField("case", "number", number))
