"""Making a hall, broken off anywhere: run again, it is complete."""

import signal
from unittest import mock

import pytest
from django.db import connection, transaction
from support import catalog
from support.race import wait_for_a_lock
from support.worker import Process

from county.provisioning import provision as provisioning
from county.provisioning import schema, template
from county.provisioning.provision import NewHall, provision
from county.registry.models import Domain, Hall

# Each line between two steps, in the order they happen.
STEPS = [
    (provisioning, "build_schema"),
    (provisioning, "lock_schema"),
    (schema, "create"),
    (schema, "applied"),
    (schema, "replay"),
    (template, "fingerprint"),
    (provisioning, "_check_host"),
    (provisioning, "forget_hosts"),
]


class Killed(BaseException):
    """Stands in for a process that dies."""


def is_complete(code: str) -> bool:
    hall = Hall.objects.get(code=code)
    assert (hall.status, hall.template) == ("active", template.fingerprint())
    assert Domain.objects.filter(tenant=hall, domain=f"{code}.localhost").count() == 1
    assert catalog.shape(hall.schema_name) == catalog.shape("east")
    role = f"hall_{hall.schema_name}"
    return catalog.rights(role, hall.schema_name) == catalog.rights("hall_east", "east")


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(("module", "step"), STEPS, ids=lambda part: getattr(part, "__name__", part))
def test_broken_off_at_any_step_it_is_completed_by_the_next_call(code, module, step, after):
    original = getattr(module, step)

    def dies(*args: object, **kwargs: object) -> None:
        if after:
            original(*args, **kwargs)
        raise Killed

    with mock.patch.object(module, step, dies), pytest.raises(Killed):
        provision(NewHall(code=code, name="x"))
    # Never half: either nobody can reach it, or nothing is missing.
    half = Hall.objects.filter(code=code, status="active")
    assert not half or is_complete(code)

    provision(NewHall(code=code, name="x"))
    assert is_complete(code)


def test_a_command_killed_in_the_middle_of_the_schema_is_completed_by_the_next(code, tmp_path):
    """SIGKILL while its transaction has made half of the hall: it waits for the row that we hold."""
    hall = Hall.objects.create(code=code, schema_name=code.replace("-", "_"), name="x")
    with transaction.atomic():
        Hall.objects.select_for_update().get(pk=hall.pk)
        run = Process(["manage.py", "provision_hall", code, "--name", "x"], tmp_path / "log")
        wait_for_a_lock()
        run.kill()
    assert run.started.returncode == -signal.SIGKILL, run.said()
    assert Hall.objects.get(pk=hall.pk).status == "provisioning"

    again = Process(["manage.py", "provision_hall", code, "--name", "x"], tmp_path / "log")
    assert again.started.wait(20) == 0, again.said()
    assert is_complete(code)


def test_a_role_left_over_from_a_dropped_hall_is_taken_over(code):
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE ROLE "hall_{code.replace("-", "_")}" NOLOGIN')

    provision(NewHall(code=code, name="x"))

    assert is_complete(code)
