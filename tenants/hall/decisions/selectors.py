"""Reading decisions: those of one subject, or of many at once."""

from collections.abc import Iterable
from uuid import UUID

from hall.decisions.models import DecisionRecord
from rules.decisions import Question


def decisions_of(subject_id: UUID) -> list[DecisionRecord]:
    """Every decision on a subject, the oldest first, each with its regulation."""
    return decisions_by_subject([subject_id])[subject_id]


def decisions_by_subject(subject_ids: Iterable[UUID]) -> dict[UUID, list[DecisionRecord]]:
    """The same for many subjects in one statement; a subject without decisions has an empty list."""
    found: dict[UUID, list[DecisionRecord]] = {key: [] for key in subject_ids}
    records = DecisionRecord.objects.select_related("regulation").filter(subject_id__in=found)
    records = records.defer("regulation__tables")  # 45 kB a row, which nobody reads here
    for record in records.order_by("sequence", "question"):
        found[record.subject_id].append(record)
    return found


def standing(records: Iterable[DecisionRecord]) -> dict[Question, DecisionRecord]:
    """Of each question the answer that stands: the last one. `records` in order, the oldest first."""
    return {Question(record.question): record for record in records}
