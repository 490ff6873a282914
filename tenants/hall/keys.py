"""Keys of a hall's business rows: UUIDv7, so that a row of one hall can never overwrite another's."""

import secrets
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db import models

from county.halls import HallBorder, current_schema


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
    """A table of a hall's schema, keyed by UUIDv7. A row is written back only in the hall it was read in."""

    id = models.UUIDField(primary_key=True, db_default=Uuid7(), editable=False)

    class Meta:
        abstract = True

    _read_in = ""  # the schema a row was read in; empty for a new one

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        row = super().from_db(*args, **kwargs)
        row._read_in = current_schema()
        return row

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        self._stay_home()
        super().save_base(*args, **kwargs)
        self._read_in = current_schema()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        self._stay_home()
        return super().delete(*args, **kwargs)

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self._stay_home()
        super().refresh_from_db(*args, **kwargs)

    def _stay_home(self) -> None:
        if self._read_in not in ("", current_schema()):
            raise HallBorder(
                f"This {self._meta.label} was read in {self._read_in}, not in {current_schema()}."
            )
