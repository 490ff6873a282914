"""Queries parsed and validated once: the valid ones are remembered by their digest."""

import threading
from collections import OrderedDict
from hashlib import sha256

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    NoSchemaIntrospectionCustomRule,
    parse,
    specified_rules,
    validate,
)

from api.base.limits import Limits

MAX_TOKENS = 2_000
MAX_COMMENTS = 200
MAX_ERRORS = 5
REMEMBER_AT_MOST = 300
REMEMBER_LENGTH = 4_000  # characters; a longer text is parsed each time rather than kept
RULES = [*specified_rules, Limits]


class Refused(Exception):
    """The text is not a query this schema answers."""

    def __init__(self, code: str, errors: list[GraphQLError]) -> None:
        super().__init__(code)
        self.code = code
        self.errors = errors


class Documents:
    """The valid documents of one schema, most recently used last."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self._kept: OrderedDict[tuple[bytes, bool], DocumentNode] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._kept)

    def read(self, query: str, *, introspection: bool) -> DocumentNode:
        """The validated document. Raises Refused. Strangers get no introspection: `__typename` only."""
        key = sha256(query.encode()).digest(), introspection
        with self._lock:
            if known := self._kept.get(key):
                self._kept.move_to_end(key)
                return known
        document = self._checked(query, introspection)
        if len(query) <= REMEMBER_LENGTH:
            with self._lock:
                self._kept[key] = document
                while len(self._kept) > REMEMBER_AT_MOST:
                    self._kept.popitem(last=False)
        return document

    def _checked(self, query: str, introspection: bool) -> DocumentNode:
        try:
            document = parse(query, max_lexical_tokens=MAX_TOKENS, max_comments=MAX_COMMENTS)
        except GraphQLError as error:
            raise Refused("query_unreadable", [error]) from None
        rules = RULES if introspection else [*RULES, NoSchemaIntrospectionCustomRule]
        errors = validate(self.schema, document, rules, max_errors=MAX_ERRORS, hide_suggestions=True)
        if errors:
            raise Refused("query_invalid", errors)
        return document
