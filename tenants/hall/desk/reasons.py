"""Why a decision came out as it did: the stored trace as sentences, with the article each rests on."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from hall.cases.models import Case
from hall.cases.wording import sentence_of_line
from hall.decisions.models import DecisionRecord
from hall.decisions.selectors import decisions_of, standing
from rules.decisions import Question
from rules.rulebook import Rulebook


@dataclass(frozen=True)
class Reason:
    """One step of a decision, and the article it rests on ("" when it is plain arithmetic)."""

    text: str
    article: str = ""
    path: str = ""  # of an article of the hall's own regulation


@dataclass(frozen=True)
class Earlier:
    """A due date that was counted again: what it was, and the decision that replaced it."""

    due_at: datetime
    replaced_at: datetime


def why(case: Case, rulebook: Rulebook | None) -> dict[str, Any]:
    """What the page of a case says of its kind and its due date, in sentences, and the due dates before."""
    records = decisions_of(case.pk)
    last = standing(records)
    dates = [record for record in records if record.question == Question.DUE_DATE]
    return {
        "why_kind": reasons_of(last.get(Question.KIND), rulebook),
        "why_due": reasons_of(last.get(Question.DUE_DATE), rulebook),
        "due_before": [
            Earlier(datetime.fromisoformat(record.answer["due_at"]), later.decided_at)
            for record, later in pairwise(dates)
        ],
    }


def reasons_of(record: DecisionRecord | None, rulebook: Rulebook | None) -> list[Reason]:
    """A stored trace as sentences. An article of the pinned regulation is cited by number and title."""
    return [_reason(line, rulebook) for line in record.trace] if record else []


def _reason(line: dict[str, Any], rulebook: Rulebook | None) -> Reason:
    text, cited = sentence_of_line(line), line.get("article") or ""
    article = rulebook.article(cited) if rulebook and cited else None
    if article is None:
        return Reason(text, cited)
    return Reason(text, f"{article.number} {article.title}".strip(), article.path)
