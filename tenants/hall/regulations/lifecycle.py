"""The only writer of regulation versions: draft, change, discard, check, publish; nothing after that but the next.

Every verb is one transaction with its line in the audit trail. `revision` is what the actor saw: who was overtaken
by somebody else is told so (`regulation_changed_since`) and changes nothing.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from psycopg.errors import UniqueViolation

from county.halls import current_schema
from county.now import TIMEZONE
from county.registry.permissions import Actor
from hall.keys import uuid7
from hall.office.audit import note
from hall.regulations.begin import FIELD, check_begin
from hall.regulations.models import NUMBER_ONCE, ONE_A_DAY, RegulationVersion
from hall.regulations.text import plain
from rules.errors import RuleError
from rules.rulebook import Rulebook
from rules.tables.reading import Row

Status = RegulationVersion.Status
LONGEST = {"number": 40, "title": 200}


@transaction.atomic
def draft(tables: Mapping[str, Any], *, actor: Actor, now: datetime) -> RegulationVersion:
    """A new draft. Its tables may still be wrong, but must say which version this is to be, and from which day.

    RuleError `bad_rulebook` about number, title or effective_on; `regulation_number_taken`.
    """
    version = RegulationVersion(id=uuid7(now), drafted_at=now, drafted_by=actor.name, **_content(tables))
    _save(version)
    _note(version, "draft", actor, now)
    return version


@transaction.atomic
def draft_once(tables: Mapping[str, Any], *, actor: Actor, now: datetime) -> RegulationVersion:
    """The same for somebody who may have clicked twice: a draft that says all this already, and that nobody has
    changed since, is the one. Its number may be another."""
    _one_at_a_time()
    wanted = {**_content(tables)["tables"], "number": None}
    for version in RegulationVersion.objects.filter(status=Status.DRAFT, revision=1):
        if {**version.tables, "number": None} == wanted:
            return version
    return draft(tables, actor=actor, now=now)


@transaction.atomic
def change_draft(
    version_id: UUID, tables: Mapping[str, Any], *, revision: int, actor: Actor, now: datetime
) -> RegulationVersion:
    """Other tables for a draft. One that was checked has to be checked again."""
    version = _unpublished(version_id, revision)
    new = _content(tables)
    version.number, version.title, version.effective_on = new["number"], new["title"], new[FIELD]
    version.tables = new["tables"]
    version.status = Status.DRAFT
    version.checked_at, version.checked_by = None, ""
    version.revision += 1
    _save(version)
    _note(version, "change", actor, now)
    return version


@transaction.atomic
def discard_draft(version_id: UUID, *, revision: int, actor: Actor, now: datetime) -> None:
    """Remove a version that was never published; its number is free again."""
    version = _unpublished(version_id, revision)
    version.delete()
    _note(version, "discard", actor, now)


@transaction.atomic
def check(version_id: UUID, *, revision: int, actor: Actor, now: datetime) -> RegulationVersion:
    """Find the whole version sound: the rule book as such (`bad_rulebook`), and its first day among the others.

    RuleError names table, row and field; then the draft stays a draft.
    """
    version = _unpublished(version_id, revision)
    _judge(version, now)
    version.status = Status.CHECKED
    version.checked_at, version.checked_by = now, actor.name
    _save(version)
    _note(version, "check", actor, now)
    return version


@transaction.atomic
def publish(version_id: UUID, *, revision: int, actor: Actor, now: datetime) -> RegulationVersion:
    """Make a checked version the law of the hall from its first day on, for good.

    RuleError `regulation_unchecked`; and all that `check` raises: since then a day may have passed, another version
    may have been published, and the law may ask more of a rule book.
    """
    version = _unpublished(version_id, revision)
    if version.status != Status.CHECKED:
        raise RuleError(
            "regulation_unchecked",
            "Version %(number)s was not checked since it was last changed.",
            number=version.number,
        )
    _judge(version, now)
    version.status = Status.PUBLISHED
    version.published_at, version.published_by = now, actor.name
    _save(version)
    _note(version, "publish", actor, now)
    return version


def _unpublished(version_id: UUID, revision: int) -> RegulationVersion:
    """The row, locked and as the actor saw it."""
    _one_at_a_time()
    version = RegulationVersion.objects.select_for_update().filter(pk=version_id).first()
    if version is None:
        raise RuleError("regulation_unknown", "This version is not there; somebody may have discarded it.")
    if version.status == Status.PUBLISHED:
        raise RuleError(
            "regulation_published",
            "Version %(number)s is published: it is never changed, only superseded by a later one.",
            number=version.number,
        )
    if version.revision != revision:
        raise RuleError(
            "regulation_changed_since",
            "Somebody changed version %(number)s in the meantime. Look at it again first.",
            number=version.number,
        )
    return version


def _one_at_a_time() -> None:
    """One verb at a time in a hall, until the transaction ends: publishing looks at all versions."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('regulations'), hashtext(%s))", [current_schema()]
        )


def _content(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a version: its tables and, equal to them, what is asked for by number, title and day."""
    kept = plain(tables)
    row = Row(kept)
    columns: dict[str, Any] = {}
    for key, longest in LONGEST.items():
        value = row.text(key)
        if value != value.strip() or len(value) > longest:
            raise row.refuse(
                key,
                "%(where)s must have at most %(longest)s characters and no space at either end.",
                longest=longest,
            )
        columns[key] = value
    columns[FIELD] = row.day(FIELD)
    return {**columns, "tables": {**kept, FIELD: columns[FIELD].isoformat()}}


def _judge(version: RegulationVersion, now: datetime) -> None:
    Rulebook.parse(version.tables)
    published = RegulationVersion.objects.filter(status=Status.PUBLISHED)
    check_begin(version.effective_on, today=_day(now), published=published.values_list(FIELD, flat=True))


def _save(version: RegulationVersion) -> None:
    """Write the row; what only the database can refuse for certain is told in the same words as by the law."""
    try:
        with transaction.atomic():
            version.save()
    except IntegrityError as error:
        broken = error.__cause__.diag.constraint_name if isinstance(error.__cause__, UniqueViolation) else ""
        if broken == NUMBER_ONCE:
            raise RuleError(
                "regulation_number_taken",
                "There is already a version %(number)s; every version needs a number of its own.",
                "number",
                number=version.number,
            ) from error
        if broken == ONE_A_DAY:
            # Raises: the day is taken.
            check_begin(version.effective_on, today=version.effective_on, published=[version.effective_on])
        raise


def _note(version: RegulationVersion, verb: str, actor: Actor, now: datetime) -> None:
    note(
        f"regulationversion.{verb}",
        f"regulationversion {version.number}",
        actor=actor,
        now=now,
        effective_on=version.effective_on.isoformat(),
        revision=version.revision,
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(TIMEZONE).date()
