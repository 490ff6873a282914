"""The only door into a hall: `with inside(hall): …`. Nothing else sets a schema or a role."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.db import connection

PUBLIC = "public"


class InHall(Protocol):
    """Anything that names its schema: a `Hall` row or a `HallRef`."""

    @property
    def schema_name(self) -> str: ...


class Switching(Protocol):
    """What our database backend adds to Django's connection."""

    schema_name: str
    tenant: Any
    search_path_set_schemas: list[str] | None

    def set_tenant(self, tenant: Any) -> None: ...

    def set_schema_to_public(self) -> None: ...


switching = cast(Switching, connection)


@dataclass(frozen=True)
class HallRef:
    """A hall as requests and tasks carry it: safe to cache and to hand to another thread."""

    id: int
    code: str
    schema_name: str
    name: str
    english: str
    status: str
    host: str


def hall_role(schema_name: str) -> str:
    """The NOLOGIN role of a hall: it reaches only this schema and what the county publishes to `halls`."""
    return f"hall_{schema_name}"


class HallBorder(RuntimeError):
    """Code tried to enter one hall from inside another, or to enter the county as if it were a hall."""


@contextmanager
def inside(hall: InHall) -> Iterator[None]:
    """Run the block in the hall's schema, under the hall's role; afterwards both are as before.

    Evaluate querysets inside the block: a lazy one read later runs wherever the connection then is.
    Raises HallBorder when another hall is already entered: nothing may look from one hall into another.
    """
    current = switching.schema_name
    if hall.schema_name == PUBLIC:
        raise HallBorder("The county is not a hall.")
    if current not in (PUBLIC, hall.schema_name):
        raise HallBorder(f"Already inside {current}; leave it before entering {hall.schema_name}.")
    before = switching.tenant
    switching.set_tenant(hall)
    try:
        yield
    finally:
        switching.set_tenant(before)


def current_schema() -> str:
    """The schema this thread's connection is in: a hall's, or `public`."""
    return switching.schema_name


def leave() -> None:
    """Put this thread's connection back into the county, whatever happened before (outermost middleware)."""
    switching.set_schema_to_public()
