"""A published version cannot be changed or removed, not even by SQL: for the hall's role nor for the owner outside."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from psycopg import Cursor, Error
from support.regulations import published, stored, tables

from county.halls import inside
from hall.regulations.lifecycle import check, draft
from hall.regulations.models import RegulationVersion

pytestmark = pytest.mark.django_db

TABLE = "regulations_regulationversion"
REFUSED, DENIED, UNIQUE = (
    "23001",
    "42501",
    "23505",
)  # restrict_violation, insufficient_privilege, unique_violation
WHERE = "WHERE status = 'published'"
CHANGES = [
    f"UPDATE {TABLE} SET tables = '{{}}' {WHERE}",
    f"UPDATE {TABLE} SET tables = jsonb_set(tables, '{{hours}}', 'null') {WHERE}",
    f"UPDATE {TABLE} SET effective_on = effective_on + 1 {WHERE}",
    f"UPDATE {TABLE} SET title = 'x', number = number || 'x' {WHERE}",
    f"UPDATE {TABLE} SET published_by = 'x' {WHERE}",
    f"UPDATE {TABLE} SET status = 'draft', checked_at = NULL, published_at = NULL {WHERE}",
    f"UPDATE {TABLE} SET status = 'checked', published_at = NULL {WHERE}",
    f"UPDATE {TABLE} SET id = uuidv7() {WHERE}",
    f"DELETE FROM {TABLE} {WHERE}",
    f"WITH gone AS (DELETE FROM {TABLE} RETURNING id) SELECT count(*) FROM gone",
    f"INSERT INTO {TABLE} SELECT * FROM {TABLE} {WHERE} ON CONFLICT (id) DO UPDATE SET title = 'x'",
    f"MERGE INTO {TABLE} v USING (SELECT 1) AS one ON v.status = 'published' WHEN MATCHED THEN DELETE",
]
# Our cursor lets a hall send none of these; PostgreSQL must refuse them on its own.
NOT_FOR_A_HALL = [
    f"TRUNCATE {TABLE}",
    f"TRUNCATE {TABLE} CASCADE",
    f"ALTER TABLE {TABLE} DISABLE TRIGGER published_is_final",
    f"ALTER TABLE {TABLE} DISABLE TRIGGER ALL",
    f"DROP TRIGGER published_is_final ON {TABLE}",
    f"DROP TABLE {TABLE} CASCADE",
    "SET session_replication_role = replica",
    "CREATE OR REPLACE FUNCTION public.refuse_change_of_published() RETURNS trigger LANGUAGE sql AS 'SELECT NULL'",
    "DROP FUNCTION public.refuse_change_of_published() CASCADE",
    f"CREATE RULE quiet AS ON UPDATE TO {TABLE} DO INSTEAD NOTHING",
]


@pytest.fixture(params=["hall", "owner"])
def place(request, east, cast) -> Iterator[str]:
    """Where the SQL is said: inside the hall under its role, or outside as who owns the tables."""
    if request.param == "hall":
        with inside(east):
            yield "hall"
    else:
        yield "owner"


@contextmanager
def said(place: str) -> Iterator[Cursor]:
    """PostgreSQL's own cursor, past ours and past Django, in the schema of the hall."""
    with connection.cursor() as ours:
        ours.execute("SELECT 1")  # sets path and role
    with transaction.atomic(), Cursor(connection.connection) as cursor:
        if place == "owner":
            cursor.execute("SET LOCAL search_path = east, public")
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("hall_east" if place == "hall" else "county",)
        yield cursor


def state(sql: str, place: str) -> str | None:
    """The SQLSTATE with which PostgreSQL refuses."""
    with pytest.raises(Error) as refused, said(place) as cursor:
        cursor.execute(sql)
    return refused.value.sqlstate


def versions(hall, place: str) -> tuple[object, ...]:
    if place == "hall":
        return stored()
    with inside(hall):
        return stored()


@pytest.mark.parametrize("sql", CHANGES)
def test_a_published_version_is_neither_changed_nor_removed(sql, place, east):
    before = versions(east, place)

    assert state(sql, place) == REFUSED
    assert versions(east, place) == before


def test_the_owner_cannot_empty_the_table(east):
    before = versions(east, "owner")

    with pytest.raises(Error, match=f"^{TABLE} cannot be emptied") as refused, said("owner") as cursor:
        cursor.execute(f"TRUNCATE {TABLE} CASCADE")

    assert refused.value.sqlstate == REFUSED
    assert versions(east, "owner") == before


@pytest.mark.parametrize("sql", NOT_FOR_A_HALL)
def test_a_hall_cannot_put_the_guard_aside(sql, in_east):
    before = stored()

    assert state(sql, "hall") == DENIED
    assert stored() == before


@pytest.mark.parametrize("sql", [sql for sql in NOT_FOR_A_HALL if not sql.startswith("DROP TABLE")])
def test_our_own_cursor_does_not_even_send_it(sql, in_east):
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        connection.cursor().execute(sql)

    assert refused.value.__cause__.sqlstate == DENIED


def test_nor_is_there_a_way_by_the_orm(in_east):
    version = RegulationVersion.objects.get()
    version.title = "x"
    for change in (
        version.save,
        version.delete,
        lambda: RegulationVersion.objects.update(title="x"),
        lambda: RegulationVersion.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError) as refused, transaction.atomic():
            change()
        assert refused.value.__cause__.sqlstate == REFUSED
    assert RegulationVersion.objects.get().title == "便民服务中心管理办法"


def test_a_second_published_version_of_one_day_is_refused(place, east, verbs):
    with inside(east):
        published(verbs, "2026-1", "2026-06-01")
        other = draft(tables("2026-2", "2026-06-01"), **verbs)
        before = stored()
    publish = f"UPDATE {TABLE} SET status = 'published', checked_at = now(), published_at = now()"
    columns = ", ".join(
        field.column for field in RegulationVersion._meta.fields if field.name not in ("id", "number")
    )
    copy = (
        f"INSERT INTO {TABLE} (number, {columns}) SELECT 'x', {columns} FROM {TABLE} WHERE number = '2026-1'"
    )

    assert state(f"{publish} WHERE id = '{other.pk}'", place) == UNIQUE
    assert state(copy, place) == UNIQUE
    with inside(east):
        assert stored() == before


def test_the_past_is_not_given_other_rules_by_sql(place, east, verbs):
    with inside(east):
        published(verbs, "2026-1", "2026-06-01")
        earlier = draft(tables("2026-2", "2026-05-01"), **verbs)
        before = stored()
    columns = ", ".join(
        field.column
        for field in RegulationVersion._meta.fields
        if field.name not in ("id", "number", "effective_on")
    )
    insert = (
        f"INSERT INTO {TABLE} (number, effective_on, {columns}) "
        f"SELECT 'x', DATE '2026-05-31', {columns} FROM {TABLE} WHERE number = '2026-1'"
    )
    publish = f"UPDATE {TABLE} SET status = 'published', checked_at = now(), published_at = now()"

    assert state(insert, place) == REFUSED
    assert state(f"{publish} WHERE id = '{earlier.pk}'", place) == REFUSED
    with inside(east):
        assert stored() == before


@pytest.mark.parametrize(
    ("sql", "left"),
    [
        (f"UPDATE {TABLE} SET title = 'x' WHERE number = '2026-1'", "x"),
        (f"DELETE FROM {TABLE} WHERE number = '2026-1'", None),
    ],
)
@pytest.mark.parametrize("is_checked", [False, True])
def test_a_draft_is_free(sql, left, is_checked, place, east, verbs):
    with inside(east):
        version = draft(tables(), **verbs)
        if is_checked:
            check(version.pk, revision=1, **verbs)

    with said(place) as cursor:
        cursor.execute(sql)
        assert cursor.rowcount == 1

    with inside(east):
        assert RegulationVersion.objects.filter(pk=version.pk).values_list("title", flat=True).first() == left


@pytest.mark.parametrize(
    "change", ["published_at = now()", "checked_at = now()", "status = 'published'", "status = 'x'"]
)
def test_a_status_and_its_instants_go_together(change, in_east, verbs):
    version = draft(tables(), **verbs)

    assert (
        state(f"UPDATE {TABLE} SET {change} WHERE id = '{version.pk}'", "hall") == "23514"
    )  # check_violation
