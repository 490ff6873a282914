"""How long a hall has for something: an amount and the unit it is counted in."""

from dataclasses import dataclass
from enum import StrEnum

from rules.errors import RuleError


class LimitUnit(StrEnum):
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WORKING_MINUTES = "working_minutes"


@dataclass(frozen=True)
class Limit:
    """A time limit. 0 days means the day of acceptance itself: an instant case is Limit(0, WORKING_DAYS).

    `article` is the article of the hall's regulation that sets it, if one does; the trace cites it.
    """

    amount: int
    unit: LimitUnit
    article: str | None = None

    def __post_init__(self) -> None:
        least = 1 if self.unit is LimitUnit.WORKING_MINUTES else 0
        if type(self.amount) is not int or self.amount < least:
            raise RuleError(
                "bad_limit", "A time limit must be a whole number, at least %(least)s.", "amount", least=least
            )
