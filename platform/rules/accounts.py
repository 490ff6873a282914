"""The account of one party: its lines added up in one unit, and everything that follows from them."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from rules import penalty_reasons as reasons
from rules.errors import RuleError
from rules.penalties import AssessmentLine
from rules.tables.consequences import Consequence, Effect, following
from rules.tables.penalties import Liable, PenaltyUnit
from rules.trace import TraceLine


@dataclass(frozen=True)
class Account:
    """All lines of one party added up, and everything that follows from them, each consequence once."""

    party: Liable
    party_id: str
    total: int
    unit: PenaltyUnit | None
    consequences: tuple[Consequence, ...]
    trace: tuple[TraceLine, ...] = field(default=(), compare=False)

    @property
    def loses_award_eligibility(self) -> bool:
        return any(each.effect is Effect.LOSES_AWARD_ELIGIBILITY for each in self.consequences)

    @property
    def is_preferred_at_award(self) -> bool:
        return any(each.effect is Effect.PREFERRED_AT_AWARD for each in self.consequences)


def accounts_of(lines: Iterable[AssessmentLine]) -> tuple[Account, ...]:
    """The account of every party that has a line, in the order they first appear.

    RuleError("mixed_units") when the lines come from schemes of different units: points and yuan never add up.
    """
    by_party: dict[tuple[Liable, str], list[AssessmentLine]] = {}
    for line in lines:
        by_party.setdefault((line.party, line.party_id), []).append(line)
    return tuple(_account(party, party_id, of) for (party, party_id), of in by_party.items())


def _account(party: Liable, party_id: str, lines: list[AssessmentLine]) -> Account:
    units = {line.unit for line in lines if line.unit is not None}
    if len(units) > 1:
        raise RuleError("mixed_units", "Points and yuan cannot be added up.", "unit")
    unit = next(iter(units), None)
    total = sum(line.amount for line in lines)
    follows = tuple({each.code: each for line in lines for each in line.consequences}.values())
    trace: tuple[TraceLine, ...] = ()
    if unit is not None:
        amounts = [line.amount for line in lines if line.unit is not None]
        trace = (reasons.TOTAL[unit](arithmetic=_arithmetic(amounts), total=total),)
    return Account(party, party_id, total, unit, follows, (*trace, *following(follows)))


def _arithmetic(amounts: list[int]) -> str:
    """Signed numbers as one sum: "-5 - 2 + 5"."""
    first, *rest = amounts
    return " ".join([str(first), *(f"{'+' if amount >= 0 else '-'} {abs(amount)}" for amount in rest)])
