"""Listening to what our intake says to PostgreSQL during a real request, so that no copy of it can drift."""

from typing import Any

import orjson
from django.db import connection
from django.test import Client
from loadtests.bench.intake.clients import APPLICATION, QUERY, Target
from loadtests.bench.intake.said import Said
from psycopg import ClientCursor

KEY = "bench listens"


def listen(target: Target) -> Said:
    """Take in two cases at the hall: the first one warms, the second one's statements are kept."""
    statements: list[tuple[str, list[Any] | None]] = []

    def hear(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        # Django's wrappers do not hear how a hall is entered: it is said before the first statement there.
        switch = context["connection"]._switch_statement()
        if switch not in [sql for sql, _ in statements]:
            statements.append((switch, None))
        statements.append((sql, list(params)))
        return execute(sql, params, many, context)

    _take_in(target, f"{KEY} first")
    with connection.execute_wrapper(hear):
        _take_in(target, KEY)
    rows = [orjson.loads(each) for each in statements[-1][1] or [] if str(each).startswith("{")]
    (kept,) = [row["key"] for row in rows if "request_hash" in row]  # as it is kept: a digest
    return Said(statements, [row["id"] for row in rows], kept)


def _take_in(target: Target, key: str) -> None:
    answer = Client().post(
        "/graphql",
        {"query": QUERY, "variables": {"input": {**APPLICATION, "idempotencyKey": key}}},
        content_type="application/json",
        headers={"host": target.host, "authorization": f"Bearer {target.token}"},
    )
    if b'"number":"' not in answer.content:
        raise RuntimeError(answer.content.decode())


def as_script(said: Said) -> str:
    """The same statements for pgbench, values and all; it renews ids and key by a number of its own."""
    ids = [f"{each[:-12]}:n" for each in said.ids]
    lines = ["\\set n random(100000000000, 999999999999)"]  # as long as the last group of a UUID
    for sql, params in said.statements:
        text = ClientCursor(connection.connection).mogrify(sql, params)
        lines.append(" ".join(said.renewed(text, ids, "bench :n").split()) + ";")
    return "\n".join(lines) + "\n"
