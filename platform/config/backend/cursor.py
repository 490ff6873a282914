"""The cursor of a hall: one statement a call, and only statements that read or write rows.

psycopg sends a call without bound parameters by the simple protocol, where `…; RESET ROLE; …` would run as
several statements; the extended protocol refuses that. And since the login role may become any hall, a whole
statement like `SET ROLE …` or `DO …` is refused before it is sent. What hides inside a SELECT
(`set_config('role', …)`) PostgreSQL refuses: infra/postgres/bootstrap.sql takes that right from halls.
"""

import re
from typing import Any

from psycopg import ClientCursor, errors
from psycopg._queries import PostgresQuery
from psycopg.sql import Composable

# What Django and we say inside a hall; whatever else is new must be thought about here first.
SAYS_ROWS = re.compile(
    r"[\s(]*(select|insert|update|delete|merge|with|values"
    r"|savepoint|release\s+savepoint|rollback\s+to\s+savepoint|set\s+constraints)\b",
    re.IGNORECASE,
)


class HallCursor(ClientCursor[Any]):
    """What `connection.cursor()` gives while a hall is entered."""

    def execute(self, query: Any, params: Any = None, **kwargs: Any) -> Any:
        self._refuse_all_but_rows(query)
        return super().execute(query, params, **kwargs)

    def executemany(self, query: Any, params_seq: Any, **kwargs: Any) -> None:
        self._refuse_all_but_rows(query)
        super().executemany(query, params_seq, **kwargs)

    def stream(self, query: Any, params: Any = None, **kwargs: Any) -> Any:
        self._refuse_all_but_rows(query)
        return super().stream(query, params, **kwargs)

    def copy(self, *args: Any, **kwargs: Any) -> Any:
        raise errors.InsufficientPrivilege("COPY is refused inside a hall.")

    def _execute_send(self, query: PostgresQuery, **kwargs: Any) -> None:
        super()._execute_send(query, **{**kwargs, "force_extended": True})

    def _refuse_all_but_rows(self, query: Any) -> None:
        text = query.as_string(self) if isinstance(query, Composable) else query
        if isinstance(text, bytes):
            text = text.decode()
        if not SAYS_ROWS.match(text):
            raise errors.InsufficientPrivilege("Inside a hall only rows are read and written.")
