"""The only maker of decision records."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hall.decisions.models import DecisionRecord
from hall.keys import uuid7
from rules.decisions import Decision


@dataclass(frozen=True)
class Made:
    """A decision and the versions it was made by, before it is on record."""

    decision: Decision
    regulation_id: UUID
    calendar_version: int | None = None


def record_of(made: Made, *, subject_id: UUID, sequence: int, now: datetime) -> DecisionRecord:
    """The row for step `sequence` of the subject; the caller saves it with the step, or neither."""
    decision = made.decision
    return DecisionRecord(
        id=uuid7(now),
        subject_id=subject_id,
        sequence=sequence,
        question=decision.question.value,
        regulation_id=made.regulation_id,
        calendar_version=made.calendar_version,
        facts=dict(decision.facts),
        answer=dict(decision.answer),
        trace=decision.trace_data(),
        decided_at=now,
    )
