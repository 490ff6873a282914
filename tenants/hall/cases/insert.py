"""Write several rows in one statement: one round trip, all or nothing.

Rows travel as JSON documents: quoting every value by itself would take longer than all the rest.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import orjson
from django.db import connection, models


def insert_together(*rows: models.Model) -> None:
    """INSERT each row (of any table) as one part of a single WITH statement. Keys must be set already.

    Constraints are checked as ever; Django's foreign keys are deferred to the end of the transaction, so the
    rows may refer to each other.
    """
    with connection.cursor() as cursor:
        cursor.execute(_statement(*map(type, rows)), [document(row) for row in rows])
    for row in rows:
        row._state.adding = False


def insert_all(rows: Sequence[models.Model]) -> None:
    """INSERT many rows of one table in one statement. Keys must be set already."""
    if rows:
        fields = rows[0]._meta.concrete_fields
        table, columns = _quoted(rows[0], fields)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns)} "  # noqa: S608 - our own names
                f"FROM json_populate_recordset(NULL::{table}, %s)",
                [_json([_by_column(row, fields) for row in rows])],
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
                [_json([_by_column(row, fields) for row in rows])],
            )


def insert(table: type[models.Model], instead: Mapping[str, str] | None = None, of: str = "") -> str:
    """The INSERT of one row of `table`, whose place (%s) takes its `document`.

    `instead`: expressions over the named part `of` of the statement, for columns the document does not know.
    """
    fields = table._meta.concrete_fields
    name, columns = _quoted(table, fields)
    values = [
        (instead or {}).get(str(field.column), f"given.{column}")
        for field, column in zip(fields, columns, strict=True)
    ]
    sources = f"json_populate_record(NULL::{name}, %s) AS given{f', {of}' if of else ''}"
    return f"INSERT INTO {name} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {sources}"  # noqa: S608 - our own names


def document(row: models.Model) -> str:
    """The whole row as `insert` takes it."""
    return _json(_by_column(row, row._meta.concrete_fields))


@cache  # the same few combinations of tables, written once per process
def _statement(*tables: type[models.Model]) -> str:
    *first, last = [insert(table) for table in tables]
    named = ", ".join(f"part{n} AS ({part})" for n, part in enumerate(first))
    return f"WITH {named} {last}" if named else last


def _quoted(
    table: models.Model | type[models.Model], fields: Sequence[models.Field]
) -> tuple[str, list[str]]:
    quote = connection.ops.quote_name
    return quote(table._meta.db_table), [quote(str(field.column)) for field in fields]


def _by_column(row: models.Model, fields: Sequence[models.Field]) -> dict[str, Any]:
    return {str(field.column): getattr(row, field.attname) for field in fields}


def _json(said: Any) -> str:
    """Keys and instants as PostgreSQL reads them back to the microsecond."""
    return orjson.dumps(said, default=str, option=orjson.OPT_NON_STR_KEYS).decode()
