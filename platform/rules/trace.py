"""Why a decision came out as it did, as data: the rule, its words, the values, the article."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One step of a decision. `text` is an English template with %(name)s places; `values` survive JSON."""

    rule: str
    text: str
    values: Mapping[str, Any]
    article: str | None = None

    def __str__(self) -> str:
        return self.text % self.values

    def as_data(self) -> dict[str, Any]:
        return {"rule": self.rule, "text": self.text, "values": dict(self.values), "article": self.article}


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a rule says each time it is applied: filled with values it becomes a line of a trace.

    The text is a literal second argument, so that it can be extracted (Babel keyword `Sentence:2`).
    """

    rule: str
    text: str
    article: str | None = None

    def __call__(self, **values: Any) -> TraceLine:
        return TraceLine(self.rule, self.text, values, self.article)

    def citing(self, article: str | None, **values: Any) -> TraceLine:
        """The same line, by the article of the hall's own regulation when it has one."""
        return TraceLine(self.rule, self.text, values, article or self.article)
