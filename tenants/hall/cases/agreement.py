"""Whether each case still says what was decided on it: its kind and its due date are copies of the last answers."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from hall.cases.models import Case
from hall.decisions.models import DecisionRecord
from hall.decisions.selectors import decisions_by_subject, standing
from rules.decisions import Question

AT_ONCE = 1_000  # cases in memory


def disagreements() -> Iterator[tuple[Case, str]]:
    """Cases of the hall we are inside that were changed without a decision, each with what does not agree."""
    after = None
    while True:
        cases = Case.objects.order_by("pk")
        found = list((cases.filter(pk__gt=after) if after else cases)[:AT_ONCE])
        decided = decisions_by_subject(case.pk for case in found)
        for case in found:
            for sentence in _disagreements(case, decided[case.pk]):
                yield case, sentence
        if len(found) < AT_ONCE:
            return
        after = found[-1].pk


def _disagreements(case: Case, records: list[DecisionRecord]) -> Iterator[str]:
    last = standing(records)
    decided = {question: record.answer for question, record in last.items()}
    kind: Any = decided.get(Question.KIND, {}).get("kind")
    if kind != case.kind:
        yield f"its kind is {case.kind or 'none'}, decided was {kind or 'none'}"
    due = decided.get(Question.DUE_DATE)
    due_at = datetime.fromisoformat(due["due_at"]) if due else None
    if due_at != case.due_at:
        yield f"it is due at {case.due_at}, decided was {due_at}"
    elif due and due["is_provisional"] != case.due_is_provisional:
        yield "its due date is provisional in one place and certain in the other"
    if records and last[Question.KIND].regulation_id != case.regulation_id:
        yield "its kind was decided by another version of the regulation than the one it is pinned to"
