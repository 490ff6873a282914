"""Every row of every table as text, of every schema: a citizen's numbers stand nowhere, names only where staff look."""

import base64
import binascii
import json
import re
import zlib
from collections.abc import Iterator
from hashlib import md5, sha1, sha256

import pytest
from django.apps import apps
from django.db import connection
from support import lives, nasty

from county.halls import inside
from hall.cases.completion import COLLECTOR
from hall.cases.intake import ADDRESS, EMAIL, ID_NUMBER, PHONE
from hall.cases.models import Case
from hall.keys import HallModel
from hall.people.sealed import unseal
from hall.reception.contacts import PHONE as VISITOR_PHONE
from hall.reception.models import FirstContact
from hall.telling.models import Message

pytestmark = pytest.mark.django_db
Place = tuple[str, str, str]  # schema, table, column
APPLICANT_NAME, COLLECTOR_NAME = (("east", "cases_case", f"{who}_name") for who in ("applicant", "collector"))
VISITOR_NAME = ("east", "reception_firstcontact", "visitor_name")
# A paper names whom it is for; the numbers stand on it masked.
PRINTED = {("east", "notices_notice", "data"), ("east", "reception_contactstep", "data")}
CODED = re.compile(r"[A-Za-z0-9+/_-]{12,}={0,2}")


def schemas() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)'")
        return [name for (name,) in cursor.fetchall()]


def cells(schema: str) -> Iterator[tuple[Place, str]]:
    """Each cell of the schema that is not empty, whatever its type, as text; sequences aside, all that is stored."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = %s::regnamespace AND relkind IN ('r', 'p', 'm')",
            [f'"{schema}"'],
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT to_jsonb(t)::text FROM "{schema}"."{table}" t')
            for (row,) in cursor.fetchall():
                for column, value in json.loads(row).items():
                    if value not in (None, "", True, False):
                        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                        yield (schema, table, column), text


def readings(text: str) -> Iterator[str]:
    """The text, and what a reader without a key gets out of it: base64, hexadecimal digits, compressed."""
    yield text
    for coded in CODED.findall(text):
        for decode in (base64.b64decode, base64.urlsafe_b64decode, binascii.unhexlify):
            try:
                raw = decode(coded if decode is binascii.unhexlify else coded + "=" * (-len(coded) % 4))
            except ValueError:
                continue
            yield raw.decode("utf-8", "ignore")
            try:
                yield zlib.decompress(raw).decode("utf-8", "ignore")
            except zlib.error:
                continue


def places() -> dict[str, set[Place]]:
    """Where each secret can be read."""
    found: dict[str, set[Place]] = {secret: set() for secret in (*lives.NUMBERS, *lives.NAMES)}
    digests = {
        digest(secret.encode()).hexdigest(): secret for secret in found for digest in (md5, sha1, sha256)
    }
    for schema in schemas():
        for place, text in cells(schema):
            for reading in readings(text):
                for secret in nasty.leaks(reading):
                    found.setdefault(secret, set()).add(place)
            # A number has so few possible values that a digest without a key tells it.
            for digest in re.findall(r"[0-9a-f]{32,64}", text):
                if digest in digests:
                    found[digests[digest]].add(place)
    return {secret: where for secret, where in found.items() if where}


def test_each_number_was_taken_and_is_sealed(lived):
    """The test below is not green for want of anything to find."""
    with inside(lived):
        cases = {case.matter_code: case for case in Case.objects.exclude(channel="online")}
        at_the_desk, by_a_program = cases["M-10"], cases["M-0"]
        assert unseal(at_the_desk.collector_id_sealed, COLLECTOR) == nasty.PERMIT_HOLDER
        assert unseal(by_a_program.collector_id_sealed, COLLECTOR) == nasty.ID_NUMBER
        assert [case.collector_is_applicant for case in (at_the_desk, by_a_program)] == [False, True]
        for case in cases.values():
            assert unseal(case.id_number_sealed, ID_NUMBER) == nasty.ID_NUMBER
            assert unseal(case.phone_sealed, PHONE) == nasty.MOBILE
            assert unseal(case.address_sealed, ADDRESS) == nasty.ADDRESS
        assert unseal(by_a_program.email_sealed, EMAIL) == nasty.EMAIL
        assert unseal(FirstContact.objects.get().phone_sealed, VISITOR_PHONE) == nasty.MOBILE
        # A line that is down says the address; told of it is kept that it was down.
        assert set(Message.objects.filter(sent_at=None).values_list("channel", "failure")) == {
            ("sms", "OSError"),
            ("email", "OSError"),
        }


def test_every_table_of_a_case_or_a_visit_was_filled(lived):
    filled = {table for (_, table, _), _ in cells(lived.schema_name)}

    assert filled >= {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, HallModel) and {field.name for field in model._meta.fields} & {"case", "contact"}
    }


def test_numbers_stand_nowhere_and_names_only_where_staff_look_for_them(lived):
    assert places() == {
        nasty.NAME: {APPLICANT_NAME, COLLECTOR_NAME, VISITOR_NAME, *PRINTED},
        nasty.COLLECTOR: {COLLECTOR_NAME},
    }
