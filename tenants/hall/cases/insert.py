"""Write several new rows in one statement: one round trip, all or nothing."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def insert_together(*rows: models.Model) -> None:
    """INSERT each row (of any table) as one part of a single WITH statement. Keys must be set already.

    Constraints are checked as ever; Django's foreign keys are deferred to the end of the transaction, so the
    rows may refer to each other.
    """
    parts, values = [], []
    for row in rows:
        fields = row._meta.concrete_fields
        table = connection.ops.quote_name(row._meta.db_table)
        columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
        places = ", ".join(["%s"] * len(fields))
        parts.append(f"INSERT INTO {table} ({columns}) VALUES ({places})")  # noqa: S608 - names of our own tables
        values += _values(row, fields)
        row._state.adding = False
    *first, last = parts
    named = ", ".join(f"part{n} AS ({part})" for n, part in enumerate(first))
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {named} {last}" if named else last, values)


def _values(row: models.Model, fields: Sequence[models.Field]) -> list[Any]:
    return [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
