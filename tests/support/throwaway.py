"""Halls that are really committed and really dropped, for tests that need more than one connection."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from support import build

from county.halls import HallRef, leave
from county.registry.models import Hall
from county.rollup.models import CaseFact, DailyTally, HallProgress


@contextmanager
def hall() -> Iterator[HallRef]:
    """Provision a hall with the usual small catalogue; drop schema, role and figures at the end."""
    code = f"own-{secrets.token_hex(4)}"
    ref = build.hall(code)
    try:
        yield ref
    finally:
        leave()
        drop(code)


def drop(code: str) -> None:
    schema = code.replace("-", "_")
    for model in (CaseFact, DailyTally, HallProgress):
        model.objects.filter(hall__code=code).delete()
    with connection.cursor() as cursor:
        cursor.execute(f'DROP SCHEMA IF EXISTS "{schema}" CASCADE')
        cursor.execute(f'DROP ROLE IF EXISTS "hall_{schema}"')
    Hall.objects.filter(code=code).delete()
