"""The regulation in force on a day, as the typed rule book the law reads."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db import connection

from county.halls import current_schema
from hall.regulations.models import RegulationVersion
from rules.decisions import Basis
from rules.errors import RuleError
from rules.hours import OpeningHours
from rules.rulebook import Rulebook

# The id of the version in force on a day, as a value of any SELECT.
IN_FORCE = f"""
(SELECT id FROM {RegulationVersion._meta.db_table}
 WHERE status = '{RegulationVersion.Status.PUBLISHED.value}' AND effective_on <= %s
 ORDER BY effective_on DESC LIMIT 1)
"""  # noqa: S608 - names of our own tables


@dataclass(frozen=True)
class Regulation:
    """A published version and its rules."""

    id: UUID
    number: str
    rulebook: Rulebook

    @property
    def hours(self) -> OpeningHours:
        """When the hall is open. RuleError("no_hours") when its rules are silent: without hours no clock runs."""
        return Basis(self.rulebook).hours


def regulation_on(day: date) -> Regulation:
    """The published version in force on `day`. RuleError("no_regulation") when there is none yet."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {IN_FORCE}", [day])
        return in_force(cursor.fetchone()[0], day)


def in_force(version: UUID | None, day: date) -> Regulation:
    """The regulation that IN_FORCE named for `day`. RuleError("no_regulation") when it named none."""
    if version is None:
        raise RuleError("no_regulation", "The hall has no regulation in force on %(day)s.", day=str(day))
    return regulation(version)


def regulation(version: UUID) -> Regulation:
    """A published version of this hall; it never changes, so it is read once per process.

    A draft does change, so it is no answer and never kept: RegulationVersion.DoesNotExist.
    """
    return _read(current_schema(), version)


@lru_cache(maxsize=1_000)
def _read(schema: str, version: UUID) -> Regulation:
    # The schema is part of the key: two halls could hold the same id, and must not share an answer.
    row = RegulationVersion.objects.get(pk=version, status=RegulationVersion.Status.PUBLISHED)
    return Regulation(row.id, row.number, Rulebook.parse(row.tables))
