"""Halls for one measurement: really committed, with one matter, and dropped whatever happens."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime

from django.db import connection
from psycopg.sql import SQL, Identifier

from county.halls import HallRef, hall_role, leave
from county.provisioning.provision import NewHall, provision
from county.registry.models import Hall
from hall.catalogue.models import Matter, Window
from hall.packs.read import read_pack
from hall.packs.regulation import add_regulation

MATTER = "BENCH-1"


@contextmanager
def halls(count: int) -> Iterator[list[HallRef]]:
    """That many provisioned, empty halls."""
    with ExitStack() as kept:
        yield [kept.enter_context(one()) for _ in range(count)]


@contextmanager
def one() -> Iterator[HallRef]:
    """A provisioned, empty hall."""
    code = new_code()
    try:
        yield provision(NewHall(code=code, name=code)).ref
    finally:
        drop(code)


def furnish(now: datetime) -> None:
    """What a hall needs to take in cases: Zengjia's regulation, one window, one matter. Call inside the hall."""
    add_regulation(read_pack("zengjia"), now=now)
    window = Window.objects.create(number=1, code="bench", name="bench", departments=["civil-affairs"])
    Matter.objects.create(
        window=window,
        code=MATTER,
        name="临时救助",
        department="civil-affairs",
        statutory_limit=30,
        statutory_unit="working_days",
        promised_limit=10,
        promised_unit="working_days",
        term="commitment",
    )


def new_code() -> str:
    return f"bench-{secrets.token_hex(4)}"


def drop(code: str) -> None:
    """Schema, role and rows of a hall made here."""
    leave()
    schema = code.replace("-", "_")
    with connection.cursor() as cursor:
        cursor.execute(SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(Identifier(schema)))
        cursor.execute(SQL("DROP ROLE IF EXISTS {}").format(Identifier(hall_role(schema))))
    Hall.objects.filter(code=code).delete()
