"""Write several rows in one statement: one round trip, all or nothing."""

import json
from collections.abc import Sequence
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


def insert_all(rows: Sequence[models.Model]) -> None:
    """INSERT many rows of one table in one statement. Keys must be set already.

    They travel as one JSON document: writing thousands of quoted values would take longer than all the rest.
    """
    if rows:
        fields = list(rows[0]._meta.concrete_fields)
        table, columns = _quoted(rows[0], fields)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns)} "  # noqa: S608 - our own names
                f"FROM json_populate_recordset(NULL::{table}, %s)",
                [_document(rows, fields)],
            )


def update_all(rows: Sequence[models.Model], names: Sequence[str]) -> None:
    """UPDATE these fields of many rows of one table in one statement, each row by its own values."""
    if rows:
        by_name = {
            name: field for field in rows[0]._meta.concrete_fields for name in (field.name, field.attname)
        }
        fields = [by_name[name] for name in ("id", *names)]
        table, columns = _quoted(rows[0], fields)
        changed = ", ".join(f"{column} = given.{column}" for column in columns[1:])
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {table} SET {changed} FROM json_populate_recordset(NULL::{table}, %s) AS given "  # noqa: S608 - our own names
                f"WHERE {table}.{columns[0]} = given.{columns[0]}",
                [_document(rows, fields)],
            )


def _quoted(row: models.Model, fields: Sequence[models.Field]) -> tuple[str, list[str]]:
    quote = connection.ops.quote_name
    return quote(row._meta.db_table), [quote(str(field.column)) for field in fields]


def _document(rows: Sequence[models.Model], fields: Sequence[models.Field]) -> str:
    """The rows by column; keys and instants as PostgreSQL reads them back to the microsecond."""
    said = [{field.column: getattr(row, field.attname) for field in fields} for row in rows]
    return json.dumps(said, default=str, ensure_ascii=False)


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
