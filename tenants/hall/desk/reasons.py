"""Why a decision came out as it did: the stored trace as sentences, with the article each rests on."""

from dataclasses import dataclass
from typing import Any

from hall.cases.due_dates import due_before
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


def why(case: Case, rulebook: Rulebook) -> dict[str, Any]:
    """What the page of a case says of its kind and its due date, in sentences, and the due dates before."""
    records = decisions_of(case.pk)
    last = standing(records)
    return {
        "why_kind": reasons_of(last.get(Question.KIND), rulebook),
        "why_due": reasons_of(last.get(Question.DUE_DATE), rulebook),
        "due_before": due_before(records),
    }


def reasons_of(record: DecisionRecord | None, rulebook: Rulebook) -> list[Reason]:
    """A stored trace as sentences. An article of the pinned regulation is cited by its set, number and title."""
    return [_reason(line, rulebook) for line in record.trace] if record else []


def _reason(line: dict[str, Any], rulebook: Rulebook) -> Reason:
    text, cited = sentence_of_line(line), line.get("article") or ""
    heading = rulebook.heading(cited) if cited else ""
    return Reason(text, heading, cited) if heading else Reason(text, cited)
