"""Add a line to the hall's audit trail."""

from datetime import datetime
from typing import Any

from county.registry.permissions import Actor
from hall.office.models import AuditLine


def note(action: str, subject: str, *, actor: Actor, now: datetime, **detail: Any) -> AuditLine:
    """Record that `actor` did `action` to `subject`. Detail holds field names and codes, never personal data."""
    return AuditLine.objects.create(
        happened_at=now,
        actor_id=actor.id,
        actor_name=actor.name,
        action=action,
        subject=subject,
        detail=detail,
    )
