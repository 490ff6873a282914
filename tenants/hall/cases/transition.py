"""The only writer of Case.status."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models, transaction

from county.registry.permissions import Actor
from hall.cases.events import next_event
from hall.cases.insert import insert_all, insert_together, update_all
from hall.cases.models import Case, CaseEvent
from hall.decisions.keep import Made, record_of
from hall.decisions.models import DecisionRecord
from hall.reporting.announce import announce
from rules.errors import RuleError
from rules.transitions import MARKS, Action, Status, step


@dataclass(frozen=True)
class Change:
    """What a verb adds to a step: fields of the case, what the event says of them, what the law decided, and rows
    that are inserted with it. `at` is when it happened, where that was not when it was noticed."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)
    decisions: tuple[Made, ...] = ()
    rows: tuple[models.Model, ...] = ()
    at: datetime | None = None

    def __post_init__(self) -> None:
        if ours := {"status", "version", "last_hash"} & self.fields.keys():
            raise TypeError(f"A verb does not write {', '.join(sorted(ours))}: the table does.")


def no_change(case: Case) -> Change:
    return Change()


def apply(
    case_id: UUID,
    action: Action,
    *,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
    decide: Callable[[Case], Change] = no_change,
) -> CaseEvent:
    """Lock → table → save → event, in one transaction; afterwards the county is told there is news.

    Raises RuleError: `case_not_found`, `version_conflict` (somebody else was first), `illegal_transition`, and
    whatever `decide` finds wrong with the locked case.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(pk=case_id).first()
        if case is None:
            raise RuleError("case_not_found", "There is no such case in this hall.", "id")
        if expected_version is not None:
            _refuse_if_changed(case, expected_version)
        before = case.status
        case.status = step(Status(before), action).value
        change = decide(case)
        event, made = _taken(case, before, action, change, actor=actor, now=now)
        case.save(update_fields=["status", "version", "last_hash", *change.fields])
        insert_together(event, *made, *change.rows)
        announce()
    return event


def apply_together(
    steps: Sequence[tuple[Case, Change]], action: Action, *, actor: Actor, now: datetime
) -> None:
    """The same step on many cases that the caller has locked: table → save → events, in three statements.

    Raises what the table raises, before anything is written; TypeError when the changes name different fields.
    """
    if not steps:
        return
    fields = list(steps[0][1].fields)
    events: list[CaseEvent] = []
    made: list[DecisionRecord] = []
    added: dict[type[models.Model], list[models.Model]] = {}
    for case, change in steps:
        if change.fields.keys() != set(fields):
            raise TypeError("Steps taken together change the same fields.")
        before = case.status
        case.status = step(Status(before), action).value
        event, records = _taken(case, before, action, change, actor=actor, now=now)
        events.append(event)
        made += records
        for row in change.rows:
            added.setdefault(type(row), []).append(row)
    update_all([case for case, _ in steps], ["status", "version", "last_hash", *fields])
    insert_all(events)
    insert_all(made)
    for rows in added.values():
        insert_all(rows)
    announce()


def _taken(
    case: Case, before: str, action: Action, change: Change, *, actor: Actor, now: datetime
) -> tuple[CaseEvent, list[DecisionRecord]]:
    """The step on the case in memory, which has its new status already; the rows that tell of it."""
    for name, value in change.fields.items():
        setattr(case, name, value)
    case.version += 1
    at = change.at or now
    event = next_event(case, action, before=before, actor=actor, now=at, data=dict(change.data))
    return event, [
        record_of(each, subject_id=case.id, sequence=case.version, now=at) for each in change.decisions
    ]


def _refuse_if_changed(case: Case, expected_version: int) -> None:
    """`version_conflict` when the case is not what the caller saw.

    A mark of the sweep is no reason: it changed nothing that a person decided, so a clerk who completes a case
    just as it falls due is not sent back.
    """
    if case.version == expected_version:
        return
    by_people = case.events.exclude(action__in=[action.value for action in MARKS])
    last = by_people.latest("sequence")
    if last.sequence <= expected_version <= case.version:
        return
    raise RuleError(
        "version_conflict",
        "%(who)s has changed this case meanwhile: it is now %(status)s. Look again before you go on.",
        "expectedVersion",
        who=last.actor_name,
        status=case.status,
        version=case.version,
    )
