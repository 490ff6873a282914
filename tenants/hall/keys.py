"""Keys of a hall's business rows: UUIDv7, so that a row of one hall can never overwrite another's."""

import secrets
from datetime import datetime
from uuid import UUID

from django.db import models


def uuid7(now: datetime) -> UUID:
    """A UUID of version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. Sorts by time."""
    milliseconds = int(now.timestamp() * 1000)
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


class Uuid7(models.Func):
    """PostgreSQL 18's own `uuidv7()`, for rows whose key nobody needs beforehand."""

    function = "uuidv7"
    output_field = models.UUIDField()


class HallModel(models.Model):
    """A table of a hall's schema, keyed by UUIDv7."""

    id = models.UUIDField(primary_key=True, db_default=Uuid7(), editable=False)

    class Meta:
        abstract = True
