"""Write several new rows in one statement: one round trip, all or nothing."""

from functools import cache
from typing import Any

from django.db import connection, models


def insert_together(*rows: models.Model) -> None:
    """INSERT each row (of any table) as one part of a single WITH statement. Keys must be set already.

    Constraints are checked as ever; Django's foreign keys are deferred to the end of the transaction, so the
    rows may refer to each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_statement(*map(type, rows)), [value for row in rows for value in _values(row)])
    for row in rows:
        row._state.adding = False


@cache  # the same few combinations of tables, written once per process
def _statement(*tables: type[models.Model]) -> str:
    *first, last = [_insert(table) for table in tables]
    named = ", ".join(f"part{n} AS ({part})" for n, part in enumerate(first))
    return f"WITH {named} {last}" if named else last


def _insert(table: type[models.Model]) -> str:
    quote, fields = connection.ops.quote_name, table._meta.concrete_fields
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(table._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 - our own names


def _values(row: models.Model) -> list[Any]:
    return [
        field.get_db_prep_save(field.pre_save(row, True), connection) for field in row._meta.concrete_fields
    ]
