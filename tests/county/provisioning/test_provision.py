"""A hall is made by one call, which can be made again, and refuses what is no name for a hall."""

from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from unittest import mock

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections, transaction
from support import build, catalog

from county.halls import inside
from county.provisioning import provision as provisioning
from county.provisioning import template
from county.provisioning.provision import NewHall, provision
from county.registry.hosts import place_of
from county.registry.models import Domain, Hall
from hall.cases.models import Case
from rules.errors import RuleError


def new(code: str, **fields: str) -> NewHall:
    return NewHall(code=code, name="新大厅", **fields)


def test_a_new_hall_is_reachable_complete_and_knows_its_template(code, now):
    hall = provision(new(code))

    assert (hall.status, hall.schema_name, hall.cell) == ("active", code.replace("-", "_"), "default")
    assert hall.template == template.fingerprint()
    assert hall.host == hall.ref.host == f"{code}.localhost"
    assert place_of(f"{code}.localhost", now=now).hall == hall.ref
    with inside(hall.ref):
        assert Case.objects.count() == 0
    assert catalog.shape(hall.schema_name) == catalog.shape("east")
    assert catalog.rights(f"hall_{hall.schema_name}", hall.schema_name) == catalog.rights("hall_east", "east")
    assert catalog.history(hall.schema_name) == {(step.app, step.name) for step in template.compile_steps()}


def test_made_again_it_stays_as_it_is(code):
    first = provision(new(code, english="First"))
    build.hall(code)
    with inside(first.ref):
        before = catalog_rows(first.schema_name)

    again = provision(new(code, english="Second"))

    assert (again.pk, again.english, again.status) == (first.pk, "First", "active")
    assert again.host == f"{code}.localhost"
    assert Domain.objects.filter(tenant=first).count() == 1
    assert catalog_rows(first.schema_name) == before


def catalog_rows(schema: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid, relname FROM pg_class WHERE relnamespace::regnamespace::text = %s ORDER BY 1",
            [schema],
        )
        return cursor.fetchall()


def test_a_closed_hall_is_not_reopened_by_making_it_again(code, now):
    hall = provision(new(code))
    Hall.objects.filter(pk=hall.pk).update(status=Hall.Status.CLOSED)

    assert provision(new(code)).status == "closed"
    assert place_of(f"{code}.localhost", now=now) is None


def test_a_hall_in_the_making_is_not_reachable(code, now):
    broken_off = mock.patch.object(provisioning, "build_schema", side_effect=KeyboardInterrupt)
    with broken_off, pytest.raises(KeyboardInterrupt):
        provision(new(code))
    hall = Hall.objects.get(code=code)
    Domain.objects.create(tenant=hall, domain=f"{code}.localhost", is_primary=True)

    assert hall.status == "provisioning"
    assert place_of(f"{code}.localhost", now=now) is None


def test_made_twice_at_once_it_is_made_once(code):
    def make(_: int) -> int:
        try:
            return provision(new(code)).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        made = set(threads.map(make, range(4)))

    assert made == {Hall.objects.get(code=code).pk}
    assert catalog.shape(code.replace("-", "_")) == catalog.shape("east")
    assert len(catalog.history(code.replace("-", "_"))) == len(template.compile_steps())


def test_a_writer_in_the_county_does_not_hold_it_up(code):
    """No key leads out of a hall, so making one needs no lock on a table of the county that people write to."""

    def make() -> str:
        try:
            return provision(new(code)).status
        finally:
            connections.close_all()

    with transaction.atomic(), ThreadPoolExecutor(1) as threads:
        with connection.cursor() as cursor:
            for table in (
                "registry_user",
                "registry_department",
                "rollup_casefact",
                "standards_calendarversion",
            ):
                cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
        assert threads.submit(make).result(10) == "active"


@pytest.mark.parametrize(
    ("code", "refusal"),
    [
        ("", "hall_code_malformed"),
        ("Zengjia", "hall_code_malformed"),
        ("zeng jia", "hall_code_malformed"),
        ("zeng_jia", "hall_code_malformed"),
        ("曾家", "hall_code_malformed"),
        ("-zengjia", "hall_code_malformed"),
        ("zengjia-", "hall_code_malformed"),
        ("zengjia\n", "hall_code_malformed"),
        ("zengjia\x00", "hall_code_malformed"),
        ('x"; DROP SCHEMA east CASCADE; --', "hall_code_malformed"),
        ("../east", "hall_code_malformed"),
        ("z" * 41, "hall_code_malformed"),
        ("public", "hall_code_reserved"),
        ("county", "hall_code_reserved"),
        ("www", "hall_code_reserved"),
        ("information-schema", "hall_code_reserved"),
        ("pg-catalog", "hall_code_reserved"),
        ("pg-toast", "hall_code_reserved"),
    ],
)
@pytest.mark.django_db
def test_a_code_that_cannot_name_schema_role_and_host_is_refused(code, refusal):
    before = list(Hall.objects.values_list("code", flat=True))

    with pytest.raises(RuleError) as refused:
        provision(new(code))

    assert (refused.value.code, refused.value.field) == (refusal, "code")
    assert list(Hall.objects.values_list("code", flat=True)) == before


@pytest.mark.parametrize(
    ("host", "refusal"),
    [
        ("east.localhost", "host_taken"),
        ("county.localhost", "host_taken"),
        ("New.localhost", "host_malformed"),
        ("new.localhost:8000", "host_malformed"),
        ("new.localhost.", "host_malformed"),
        ("[::1]", "host_malformed"),
        ("new localhost", "host_malformed"),
        ("new\x00.localhost", "host_malformed"),
    ],
)
@pytest.mark.django_db
def test_a_host_that_leads_elsewhere_or_nowhere_is_refused(host, refusal):
    with pytest.raises(RuleError) as refused:
        provision(new("fresh", host=host))

    assert (refused.value.code, refused.value.field) == (refusal, "host")
    assert not Hall.objects.filter(code="fresh").exists()


def test_the_command_makes_a_hall_and_says_so(code):
    said = StringIO()

    call_command("provision_hall", code, name="新大厅", host=f"{code}.example", stdout=said)

    assert said.getvalue() == f"{code}: active\n"
    assert Domain.objects.get(tenant__code=code).domain == f"{code}.example"


def test_the_command_refuses_in_a_sentence():
    with pytest.raises(
        CommandError, match=r"^hall_code_reserved: The code pg-x is reserved; choose another\.$"
    ):
        call_command("provision_hall", "pg-x", name="x")
