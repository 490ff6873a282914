"""What a broken rule or a line of a trace says to a clerk: translated, with the values in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from county.standards.holidays import holiday_name
from hall.cases.models import STATUSES
from hall.desk.verbs import ACTION_NAMES
from rules.errors import RuleError
from rules.rulebook import Rulebook

STATUS_NAMES = dict(STATUSES)


def sentence_of(error: RuleError) -> str:
    """The error as a sentence; codes of statuses and steps among its values are said in words."""
    values = dict(error.values)
    if "status" in values:
        values["status"] = STATUS_NAMES.get(str(values["status"]), values["status"])
    if "action" in values:
        values["action"] = ACTION_NAMES.get(str(values["action"]), values["action"])
    return gettext(error.message) % values


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
    values = dict(line["values"])
    if "name" in values:
        values["name"] = holiday_name(str(values["name"]))
    text = gettext(line["text"]) % values
    cited = line.get("article") or ""
    article = rulebook.article(cited) if rulebook and cited else None
    if article is None:
        return Reason(text, cited)
    return Reason(text, f"{article.number} {article.title}".strip(), article.path)
