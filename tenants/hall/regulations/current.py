"""The regulation in force on a day, as the typed rule book the law reads."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from county.halls import current_schema
from hall.regulations.models import RegulationVersion
from rules.decisions import Basis
from rules.errors import RuleError
from rules.hours import OpeningHours
from rules.rulebook import Rulebook


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
    version = (
        RegulationVersion.objects.filter(status=RegulationVersion.Status.PUBLISHED, effective_on__lte=day)
        .order_by("-effective_on")
        .values_list("id", flat=True)
        .first()
    )
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
