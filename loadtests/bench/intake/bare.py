"""The bare way: a WSGI handler that knows nothing of HTTP or the law and sends exactly our SQL by psycopg's pool.

It looks at no value and seals nothing: what is left is what a web server, a driver and PostgreSQL need at least.
The driver is left as it comes, so it binds on the server and prepares what it has said five times.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
from loadtests.bench.intake import said
from psycopg_pool import ConnectionPool

SAID = said.read(Path(os.environ["BENCH_SAID"]))
POOL = ConnectionPool(os.environ["DATABASE_URL"], min_size=4, max_size=4, kwargs={"autocommit": True})


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    heard = SAID[environ["HTTP_HOST"]]
    body = orjson.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
    ids, key = [str(uuid4()) for _ in heard.ids], body["variables"]["input"]["idempotencyKey"]
    with POOL.connection() as connection, connection.cursor() as cursor:
        *before, (insert, values) = heard.statements
        for sql, params in before:
            cursor.execute(sql, params)
            if params:
                cursor.fetchone()
        cursor.execute(insert, [heard.renewed(value, ids, key) for value in values or []])
        number = cursor.fetchone()
    answer = orjson.dumps({"data": {"caseIntake": {"case": {"number": number and number[0]}, "errors": []}}})
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(answer)))])
    return [answer]
