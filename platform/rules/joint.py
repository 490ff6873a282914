"""Whether a case is joint by the hall's rule: how many windows or departments take part in it."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.errors import RuleError
from rules.tables.handling import Joint, Part
from rules.trace import Sentence, TraceLine

UNSTATED = 2  # where the regulation names no number: one alone is not joint
ENOUGH = Sentence(
    "joint_enough", "%(count)s take part, windows or departments; from %(minimum)s on it is joint."
)
TOO_FEW = Sentence(
    "joint_too_few", "Only %(count)s take part, windows or departments; from %(minimum)s on it is joint."
)


@dataclass(frozen=True)
class Jointness:
    """How many take part, from how many on a case is joint, and by which article."""

    count: int
    minimum: int
    article: str | None
    trace: tuple[TraceLine, ...]

    @property
    def is_joint(self) -> bool:
        return self.count >= self.minimum

    def check(self) -> None:
        """RuleError("too_few_for_joint") when fewer take part than the hall's rule asks for."""
        if not self.is_joint:
            raise RuleError(
                "too_few_for_joint",
                "A joint case has at least %(minimum)s taking part, the lead's own among them; here are %(count)s.",
                "parts",
                minimum=self.minimum,
                count=self.count,
            )


def jointness(rule: Joint | None, *, windows: Iterable[str], departments: Iterable[str]) -> Jointness:
    """By codes, the lead's own among them; each counts once. "Windows or departments" (三个以上窗口或部门): whichever
    are more. A rule that is silent counts departments, from two on."""
    found = {Part.WINDOW: set(windows), Part.DEPARTMENT: set(departments)}
    counted = (rule.counts if rule else ()) or (Part.DEPARTMENT,)
    count = max(len(found[part]) for part in counted)
    minimum = (rule.minimum if rule else None) or UNSTATED
    article = rule.article if rule else None
    sentence = ENOUGH if count >= minimum else TOO_FEW
    return Jointness(count, minimum, article, (sentence.citing(article, count=count, minimum=minimum),))
