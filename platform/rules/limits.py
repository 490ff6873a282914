"""How long a hall has for something: an amount and the unit it is counted in."""

from dataclasses import dataclass
from enum import StrEnum

from rules.errors import RuleError


class LimitUnit(StrEnum):
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WORKING_MINUTES = "working_minutes"


# More is a slip of the keyboard, and would be counted day by day beyond the calendar's end.
MOST = {LimitUnit.WORKING_DAYS: 1_000, LimitUnit.CALENDAR_DAYS: 1_000, LimitUnit.WORKING_MINUTES: 100_000}


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
        most = MOST[self.unit]
        if type(self.amount) is not int or not least <= self.amount <= most:
            raise RuleError(
                "bad_limit",
                "A time limit must be a whole number from %(least)s to %(most)s.",
                "amount",
                least=least,
                most=most,
            )
