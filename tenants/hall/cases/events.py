"""The chain of a case's events: each carries the hash of the one before it."""

import json
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from county.registry.permissions import Actor
from hall.cases.models import Case, CaseEvent
from hall.keys import uuid7
from rules.transitions import Action


def next_event(
    case: Case, action: Action, *, before: str, actor: Actor, now: datetime, data: dict[str, Any]
) -> CaseEvent:
    """The event that follows the case's last one; sets the case's `version` and `last_hash` to match.

    `data` holds codes, dates and traces: never personal data, for events are kept for ever.
    """
    event = CaseEvent(
        id=uuid7(now),
        case=case,
        sequence=case.version,
        action=action.value,
        from_status=before,
        to_status=case.status,
        actor_id=actor.id,
        actor_name=actor.name,
        happened_at=now,
        data=data,
        previous_hash=case.last_hash,
    )
    event.hash = case.last_hash = chained(event)
    return event


def chained(event: CaseEvent) -> str:
    """The event's hash over everything it says and the hash before it."""
    said = {
        "case": str(event.case_id),
        "sequence": event.sequence,
        "action": event.action,
        "from": event.from_status,
        "to": event.to_status,
        "actor": event.actor_id,
        "actor_name": event.actor_name,
        "happened_at": event.happened_at.timestamp(),
        "data": event.data,
        "previous": event.previous_hash,
    }
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def broken_link(events: Iterable[CaseEvent]) -> CaseEvent | None:
    """The first of a case's events (in order) that was edited, or before which one was removed or moved."""
    previous = ""
    for sequence, event in enumerate(events, 1):
        if (event.sequence, event.previous_hash, event.hash) != (sequence, previous, chained(event)):
            return event
        previous = event.hash
    return None


def is_whole(case: Case) -> bool:
    """The chain holds, and ends where the case says it ends (so that a removed last event shows too)."""
    events = list(case.events.order_by("sequence"))
    if not events or broken_link(events):
        return False
    return (events[-1].sequence, events[-1].hash) == (case.version, case.last_hash)
