"""`manage.py migrate` brings every hall to the code's template, whatever becomes of a single one."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from support import catalog, throwaway
from support.race import held_after, wait_for_a_lock
from support.worker import manage

from county.halls import HallRef, leave
from county.provisioning.provision import build_schema
from county.provisioning.template import compile_steps
from county.registry.models import Hall

LAST = "DELETE FROM {}.django_migrations WHERE app = 'office' AND name = '0002_records_are_append_only'"


@pytest.fixture
def second_hall(own_hall, django_db_blocker) -> Iterator[HallRef]:
    with django_db_blocker.unblock(), throwaway.hall() as ref:
        yield ref
        leave()


def run(sql: str, hall: HallRef) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql.format(hall.schema_name))


def put_back(hall: HallRef) -> None:
    """As if the hall had never seen the last migration of the office."""
    take_away_what_it_made(hall)
    run(LAST, hall)


def take_away_what_it_made(hall: HallRef) -> None:
    for table in ("office_auditline", "office_closurenotice"):
        for trigger in ("append_only", "never_emptied"):
            run(f"DROP TRIGGER {trigger} ON {{}}.{table}", hall)


def make_fail(hall: HallRef) -> None:
    """The migration is missing from the history, but what it makes is already there."""
    run(LAST, hall)


def is_up_to_date(hall: HallRef) -> bool:
    assert catalog.history(hall.schema_name) == {(step.app, step.name) for step in compile_steps()}
    return catalog.shape(hall.schema_name) == catalog.shape("east")


def test_nothing_to_do_is_no_error(own_hall, capsys):
    call_command("migrate", check_unapplied=True, verbosity=0)
    call_command("migrate", verbosity=0)

    assert " looked at, 0 migrated, 0 failed" in capsys.readouterr().out


def test_a_hall_one_migration_behind_is_found_and_brought_up(own_hall, capsys):
    put_back(own_hall)
    Hall.objects.filter(pk=own_hall.id).update(template="older")

    with pytest.raises(CommandError, match=f"^1 halls are behind: {own_hall.schema_name}$"):
        call_command("migrate", check_unapplied=True, verbosity=0)
    assert catalog.shape(own_hall.schema_name) != catalog.shape("east"), "--check changes nothing"

    call_command("migrate", verbosity=0)

    assert "1 migrated, 0 failed" in capsys.readouterr().out
    assert is_up_to_date(own_hall)
    assert Hall.objects.get(pk=own_hall.id).template == Hall.objects.get(code="east").template
    rights = catalog.rights(f"hall_{own_hall.schema_name}", own_hall.schema_name)
    assert ("office_auditline", "INSERT") in rights
    assert ("office_auditline", "UPDATE") not in rights


def test_a_hall_that_fails_stops_no_other_and_is_named(own_hall, second_hall, capsys):
    fails, waits = sorted((own_hall, second_hall), key=lambda hall: hall.schema_name)
    make_fail(fails)
    put_back(waits)

    with pytest.raises(CommandError, match=f"^{fails.schema_name}: trigger [^;]*$"):
        call_command("migrate", verbosity=0)

    assert "1 migrated, 1 failed" in capsys.readouterr().out
    assert is_up_to_date(waits)
    assert ("office", "0002_records_are_append_only") not in catalog.history(fails.schema_name)

    take_away_what_it_made(fails)  # what an administrator mends
    call_command("migrate", verbosity=0)
    assert is_up_to_date(fails)


def test_a_failure_is_told_by_the_exit_status(own_hall):
    make_fail(own_hall)

    done = manage("migrate", "--tenant")

    assert done.returncode == 1
    assert done.stderr.startswith(f"CommandError: {own_hall.schema_name}: trigger ")


def test_two_deployers_at_once_take_turns_at_a_hall(own_hall):
    put_back(own_hall)
    hall = Hall.objects.get(pk=own_hall.id)

    def build(name: str) -> None:
        threading.current_thread().name = name
        try:
            build_schema(hall)
        finally:
            connection.close()

    with held_after("county.provisioning.schema.applied", "first") as held, ThreadPoolExecutor(2) as threads:
        first = threads.submit(build, "first")
        held.wait_until_there()  # it knows what is missing and has not made it yet
        second = threads.submit(build, "second")
        wait_for_a_lock()
        held.go_on.set()
        first.result(10)
        second.result(10)

    assert is_up_to_date(own_hall)


@pytest.mark.parametrize("arguments", [("--fake",), ("cases", "0001")])
def test_halls_are_never_faked_or_taken_back(own_hall, arguments):
    put_back(own_hall)

    with pytest.raises(CommandError, match="only ever brought to the newest migration, and really"):
        call_command("migrate", *arguments, "--tenant", verbosity=0)

    assert ("office", "0002_records_are_append_only") not in catalog.history(own_hall.schema_name)
