"""Events and audit lines are only ever added: for the hall's role by rights, for the owner by a trigger."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from support import build

from county.halls import inside
from hall.cases.models import CaseEvent
from hall.office.audit import note
from hall.office.models import AuditLine

pytestmark = pytest.mark.django_db

CHANGES = {
    "cases_caseevent": ["action = 'x'", "hash = 'x'", "happened_at = now()", "data = '{}'", "sequence = 9"],
    "office_auditline": ["action = 'x'", "actor_name = 'x'", "happened_at = now()"],
}
EDITS = [f"UPDATE {table} SET {change}" for table, changes in CHANGES.items() for change in changes]
EDITS += [f"DELETE FROM {table}" for table in CHANGES]


@pytest.fixture
def rows(east, cast, now) -> tuple[object, ...]:
    """One event and one line, and what stands in them."""
    with inside(east):
        build.case(cast.ana)
        note("window_closed", "2", actor=cast.bo, now=now)
        return everything()


def everything() -> tuple[object, ...]:
    return (*CaseEvent.objects.values_list(), *AuditLine.objects.values_list())


@pytest.mark.parametrize("sql", [*EDITS, "UPDATE cases_caseevent SET reported_at = now(), action = 'x'"])
def test_the_halls_role_may_not_edit_or_remove_them(rows, east, sql):
    with inside(east):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(sql)
        assert everything() == rows


@pytest.mark.parametrize("sql", EDITS)
def test_not_even_their_owner_may(rows, east, sql):
    owned = sql.replace("UPDATE ", "UPDATE east.").replace("DELETE FROM ", "DELETE FROM east.")

    with pytest.raises(IntegrityError, match="rows are only ever added"), transaction.atomic():
        connection.cursor().execute(owned)
    with inside(east):
        assert everything() == rows


def test_an_event_may_be_marked_as_reported(rows, east, now):
    with inside(east):
        assert CaseEvent.objects.update(reported_at=now) == 1
        assert CaseEvent.objects.get().reported_at == now


def test_an_audit_line_cannot_be_marked_at_all(rows, east):
    with inside(east), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AuditLine.objects.update(detail={})


def test_a_hall_cannot_forge_its_history_of_migrations(east):
    with inside(east), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("DELETE FROM django_migrations")


@pytest.mark.parametrize("table", CHANGES)
def test_truncate_is_no_way_around(rows, east, table):
    with inside(east):
        with pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute(f"TRUNCATE {table}")
        assert everything() == rows
