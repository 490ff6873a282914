"""Why a decision came out as it did: the stored trace as sentences, with the article each rests on."""

from dataclasses import dataclass
from typing import Any

from hall.cases.wording import sentence_of_line
from rules.rulebook import Rulebook


@dataclass(frozen=True)
class Reason:
    """One step of a decision, and the article it rests on ("" when it is plain arithmetic)."""

    text: str
    article: str = ""
    path: str = ""  # of an article of the hall's own regulation


def reasons_of(trace: list[dict[str, Any]], rulebook: Rulebook | None) -> list[Reason]:
    """A stored trace as sentences. An article of the pinned regulation is cited by number and title."""
    return [_reason(line, rulebook) for line in trace]


def _reason(line: dict[str, Any], rulebook: Rulebook | None) -> Reason:
    text, cited = sentence_of_line(line), line.get("article") or ""
    article = rulebook.article(cited) if rulebook and cited else None
    if article is None:
        return Reason(text, cited)
    return Reason(text, f"{article.number} {article.title}".strip(), article.path)
