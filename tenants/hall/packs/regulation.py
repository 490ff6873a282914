"""Publishes the regulation of a pack in its hall, by the same verbs as an administrator."""

from datetime import datetime

from county.registry.permissions import Actor
from hall.packs.read import PackError
from hall.packs.shape import Pack
from hall.regulations.lifecycle import check, draft, publish
from hall.regulations.models import RegulationVersion
from hall.regulations.text import plain
from rules.errors import RuleError

LOADER = "制度包"  # who drafted and published it, as the hall's administrator reads it


def add_regulation(pack: Pack, *, now: datetime) -> int:
    """Draft, check and publish it unless its number is there already; returns how many articles came in.

    Call inside the hall, in a transaction. A published version is never edited: PackError for other rules under
    the same number, and for a day on which no new version may begin.
    """
    number = pack.rulebook.number
    version = RegulationVersion.objects.filter(number=number).first()
    if version is not None:
        if version.tables != plain(pack.regulation):
            raise PackError(f"Regulation {number} is there with other rules; a change needs a new number.")
        if version.status != RegulationVersion.Status.PUBLISHED:
            raise PackError(f"Regulation {number} is a draft in this hall: publish or discard it first.")
        return 0
    actor = Actor(name=LOADER)
    try:
        version = draft(pack.regulation, actor=actor, now=now)
        check(version.pk, revision=version.revision, actor=actor, now=now)
        publish(version.pk, revision=version.revision, actor=actor, now=now)
    except RuleError as error:
        raise PackError(f"{pack.hall.code}, regulation {number}: {error}") from error
    return len(pack.rulebook.articles)
