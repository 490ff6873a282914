"""What a new draft starts from: nothing but a head, or the version in force on the day before it begins."""

from datetime import date, datetime, timedelta
from typing import Any

from county.now import TIMEZONE
from hall.regulations.current import regulation_on
from hall.regulations.models import RegulationVersion


def blank(title: str, *, now: datetime) -> dict[str, Any]:
    """Number, title and first day, and no rules yet."""
    begins = _free_day(now)
    return {"number": _free_number(begins.year), "title": title, "effective_on": begins.isoformat()}


def successor(*, now: datetime) -> dict[str, Any]:
    """The tables of the version it follows, under a number and a day of their own. RuleError("no_regulation").

    Not those of today's version: one that is published for a later day would be undone unseen.
    """
    before = regulation_on(_free_day(now) - timedelta(days=1))
    followed = RegulationVersion.objects.get(pk=before.id)
    return {**followed.tables, **blank(followed.title, now=now)}


def _free_day(now: datetime) -> date:
    """Tomorrow, or the day after the last published version begins."""
    last = (
        RegulationVersion.objects.filter(status=RegulationVersion.Status.PUBLISHED)
        .order_by("-effective_on")
        .values_list("effective_on", flat=True)
        .first()
    )
    return max(_today(now), last or date.min) + timedelta(days=1)


def _free_number(year: int) -> str:
    """`2027-1`, or the first number of that year which no version has."""
    used = set(
        RegulationVersion.objects.filter(number__startswith=f"{year}-").values_list("number", flat=True)
    )
    return next(number for n in range(1, len(used) + 2) if (number := f"{year}-{n}") not in used)


def _today(now: datetime) -> date:
    return now.astimezone(TIMEZONE).date()
