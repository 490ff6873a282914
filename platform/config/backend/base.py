"""PostgreSQL as we speak to it: entering a hall sets its schema and its role in one statement.

django-tenants sets only the search_path and ignores a failure to do so. Here a hall is a schema *and* a
NOLOGIN role that may touch nothing else, so a leaked path, a missing table or an injected SELECT of a
neighbour's schema is refused by PostgreSQL itself.
"""

import select
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django_tenants.postgresql_backend import base
from psycopg import pq
from psycopg.errors import error_from_result

from config.backend.cursor import HallCursor
from county.halls import PUBLIC, hall_role


class DatabaseWrapper(base.DatabaseWrapper):
    """django-tenants' wrapper, with the role set together with the path, and no failure swallowed."""

    _setting_search_path: bool
    search_path_set_schemas: list[str] | None

    def create_cursor(self, name: str | None = None) -> Any:
        if name or self.schema_name == PUBLIC:
            return super().create_cursor(name)
        # Only for this cursor: Django checks a connection with statements a hall may not say.
        usual, self.connection.cursor_factory = self.connection.cursor_factory, HallCursor
        try:
            return super().create_cursor()
        finally:
            self.connection.cursor_factory = usual

    def is_usable(self) -> bool:
        """Whether the server is still there, asked only if it has said something: silence of an idle one is health.

        Django asks at the start of every request. A server that stops or ends a session says so to it.
        """
        idle = self.connection.info.transaction_status == pq.TransactionStatus.IDLE
        return (idle and not _has_something_to_read(self.connection.fileno())) or super().is_usable()

    def _handle_search_path(self, cursor: Any = None) -> None:
        if self._setting_search_path or self.search_path_set_schemas:
            return
        if not self.schema_name:
            raise ImproperlyConfigured("No schema is set on this connection.")
        if self.connection.info.transaction_status == pq.TransactionStatus.INERROR:
            return  # only ROLLBACK can succeed now, and it forgets the path (see rollback())
        self._setting_search_path = True
        try:
            # By libpq itself: twice a request, a cursor costs more than the two statements do.
            done = self.connection.pgconn.exec_(self._switch_statement().encode())
            if done.status != pq.ExecStatus.COMMAND_OK:
                with self.wrap_database_errors:
                    raise error_from_result(done)
            self.search_path_set_schemas = self._get_cursor_search_paths()
        finally:
            self._setting_search_path = False

    def _switch_statement(self) -> str:
        """One round trip: path and role change together or not at all."""
        if self.schema_name == PUBLIC:
            return "RESET ROLE; SET search_path = public"
        quoted = base.quote_schema_name(self.schema_name)
        role = base.quote_schema_name(hall_role(self.schema_name))
        # RESET first: a role may only be changed from the login role's rights, whatever was set before.
        return f"RESET ROLE; SET search_path = {quoted}, public; SET ROLE {role}"


def _has_something_to_read(descriptor: int) -> bool:
    waiting = select.poll()
    waiting.register(descriptor, select.POLLIN)
    return bool(waiting.poll(0))
