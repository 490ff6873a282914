"""All versions of the hall's regulation, each with the days on which it is the law."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery

from hall.regulations.models import RegulationVersion

PUBLISHED = RegulationVersion.Status.PUBLISHED


@dataclass(frozen=True)
class Listed:
    """A version and its first and last day in force. Both None for a draft; `last_on` None while none follows."""

    version: RegulationVersion
    first_on: date | None
    last_on: date | None


def versions() -> list[Listed]:
    """The newest first. That a version is superseded is never stored: it follows from the next one's first day."""
    return [listed(version) for version in with_next(RegulationVersion.objects.all())]


def with_next(rows: QuerySet[RegulationVersion]) -> QuerySet[RegulationVersion]:
    """The rows with `next_on`: the day on which the next published version begins, as `listed` reads it."""
    later = RegulationVersion.objects.filter(status=PUBLISHED, effective_on__gt=OuterRef("effective_on"))
    begins = Subquery(later.order_by("effective_on").values("effective_on")[:1])
    return rows.annotate(next_on=models.Case(models.When(status=PUBLISHED, then=begins)))


def listed(version: RegulationVersion) -> Listed:
    """For a row of `with_next`."""
    if version.status != PUBLISHED:
        return Listed(version, None, None)
    next_on: date | None = version.next_on  # type: ignore[attr-defined]
    return Listed(version, version.effective_on, next_on - timedelta(days=1) if next_on else None)
