"""Pages of a list by key, never by offset: each costs the same however far down, and nothing is ever counted."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import graphene
import orjson
from django.db.models import Model, Q, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from api.base.fields import MAX_FIRST
from county.halls import current_schema
from rules.errors import RuleError

SEAL = 16  # characters of the digest in front of a cursor
LONGEST = 500
READ: dict[str, Callable[[Any], Any]] = {
    "instant": datetime.fromisoformat,
    "uuid": UUID,
    "text": str,
    "int": int,
}


@dataclass(frozen=True)
class Ordering:
    """How a list is sorted: columns with the type of their values; together they are unique."""

    name: str
    keys: tuple[tuple[str, str], ...]  # (column, a name of READ), most significant first
    is_descending: bool = False

    @property
    def order_by(self) -> list[str]:
        return [f"-{column}" if self.is_descending else column for column, _ in self.keys]

    def beyond(self, values: Sequence[Any]) -> Q:
        """What sorts after these values. The first column's bound stands alone too, for the index."""
        after, same = ("lt" if self.is_descending else "gt"), Q()
        found = Q(pk__in=[])
        for (column, _), value in zip(self.keys, values, strict=True):
            found |= same & Q(**{f"{column}__{after}": value})
            same &= Q(**{column: value})
        return Q(**{f"{self.keys[0][0]}__{after}e": values[0]}) & found


@dataclass(frozen=True)
class PageInfo:
    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True)
class Edge:
    node: Any
    cursor: str


@dataclass(frozen=True)
class Page:
    edges: Sequence[Edge]
    page_info: PageInfo


def page(rows: QuerySet[Any], ordering: Ordering, *, first: int | None, after: str | None) -> Page:
    """The next `first` rows after the cursor; reads one row more to know whether there is a next page.

    RuleError: `first_out_of_range`, `cursor_malformed`, `cursor_of_another_list`.
    """
    if first is None or not 1 <= first <= MAX_FIRST:
        raise RuleError("first_out_of_range", "Ask for 1 to %(most)s at a time.", "first", most=MAX_FIRST)
    rows = rows.order_by(*ordering.order_by)
    if after is not None:
        rows = rows.filter(ordering.beyond(_values(after, ordering)))
    found = list(rows[: first + 1])
    edges = [Edge(row, _cursor(row, ordering)) for row in found[:first]]
    return Page(
        edges,
        PageInfo(
            has_next_page=len(found) > first,
            has_previous_page=after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=edges[-1].cursor if edges else None,
        ),
    )


def _cursor(row: Model, ordering: Ordering) -> str:
    values = [getattr(row, column) for column, _ in ordering.keys]
    said = urlsafe_b64encode(orjson.dumps([current_schema(), ordering.name, *values])).decode().rstrip("=")
    return _seal(said) + said


def _values(cursor: str, ordering: Ordering) -> list[Any]:
    seal, said = cursor[:SEAL], cursor[SEAL:]
    # Sealed, so that what follows is only ever our own writing: no forged instant or number reaches SQL.
    if len(cursor) > LONGEST or not constant_time_compare(seal, _seal(said)):
        raise RuleError("cursor_malformed", "This is not a cursor of a list.", "after")
    schema, name, *values = orjson.loads(urlsafe_b64decode(said + "=" * (-len(said) % 4)))
    if (schema, name) != (current_schema(), ordering.name):
        raise RuleError("cursor_of_another_list", "This cursor belongs to another list.", "after")
    return [READ[kind](value) for (_, kind), value in zip(ordering.keys, values, strict=True)]


def _seal(said: str) -> str:
    return salted_hmac("api.cursor", said, algorithm="sha256").hexdigest()[:SEAL]


class PageInfoType(graphene.ObjectType):
    """Where a page stands in its list."""

    class Meta:
        name = "PageInfo"

    has_next_page = graphene.Boolean(required=True)
    has_previous_page = graphene.Boolean(required=True)
    start_cursor = graphene.String()
    end_cursor = graphene.String()


def connection(node: type[graphene.ObjectType]) -> type[graphene.ObjectType]:
    """The connection type of a node, shaped as Relay expects it; without a count."""
    name = node._meta.name
    edge = type(
        f"{name}Edge",
        (graphene.ObjectType,),
        {
            "__doc__": f"One {name} of a page, and its place.",
            "node": graphene.Field(node, required=True),
            "cursor": graphene.String(required=True),
        },
    )
    return type(
        f"{name}Connection",
        (graphene.ObjectType,),
        {
            "__doc__": f"A page of {name}.",
            "edges": graphene.List(graphene.NonNull(edge), required=True),
            "page_info": graphene.Field(PageInfoType, required=True),
        },
    )
