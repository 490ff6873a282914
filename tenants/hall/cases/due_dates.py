"""The due dates a case had before it was counted again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from hall.decisions.models import DecisionRecord
from rules.decisions import Question


@dataclass(frozen=True)
class Earlier:
    """A due date that was counted again: what it was, and when another one took its place."""

    due_at: datetime
    replaced_at: datetime


def due_before(records: Sequence[DecisionRecord]) -> list[Earlier]:
    """The oldest first; `records` are the decisions on one case, in order. One that only became certain is none."""
    dates = [record for record in records if record.question == Question.DUE_DATE]
    return [
        Earlier(datetime.fromisoformat(record.answer["due_at"]), later.decided_at)
        for record, later in pairwise(dates)
        if record.answer["due_at"] != later.answer["due_at"]
    ]
