"""Ids as the API gives them out: a row of one hall, which means nothing in another.

`base64("east:Case:0195…")`. A foreign id is refused by what it says of itself, before any look into the database:
the answer is the same whether or not the other hall has such a row.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from county.halls import current_schema
from rules.errors import RuleError

LONGEST = 200


def written(kind: str, key: UUID) -> str:
    """The id of a row of the hall we are inside."""
    return urlsafe_b64encode(f"{current_schema()}:{kind}:{key}".encode()).decode().rstrip("=")


def read(text: str, kind: str, field: str = "id") -> UUID:
    """The key behind an id. RuleError `id_malformed`, `id_of_another_hall` or `id_of_another_kind`."""
    schema, said_kind, key = _parts(text, field)
    if schema != current_schema():
        raise RuleError("id_of_another_hall", "This id belongs to another hall.", field)
    if said_kind != kind:
        raise RuleError("id_of_another_kind", "This id names something else than what is asked for.", field)
    return key


def _parts(text: str, field: str) -> tuple[str, str, UUID]:
    try:
        if len(text) > LONGEST:
            raise ValueError("too long")
        padded = text + "=" * (-len(text) % 4)
        schema, kind, key = urlsafe_b64decode(padded.encode("ascii")).decode("ascii").split(":")
        return schema, kind, UUID(key)
    except ValueError:
        raise RuleError("id_malformed", "This is not an id.", field) from None
