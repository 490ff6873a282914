"""Comparing halls fairly: a rate never without its denominator, no rank on too few cases, ties share a rank."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True)
class Rate:
    """`part` of `whole` cases."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """Between 0 and 1; None when there is nothing to divide by."""
        return self.part / self.whole if self.whole else None

    @property
    def percent(self) -> float | None:
        """Rounded to one decimal, and towards the middle: 100.0 means all of them, 0.0 none."""
        if not self.whole:
            return None
        rounded = round(100 * self.part / self.whole, 1)
        if 0 < self.part < self.whole:
            return min(max(rounded, 0.1), 99.9)
        return rounded


class Unranked(StrEnum):
    """Why something has no place in a ranking."""

    NO_CASES = "no_cases"
    TOO_FEW_CASES = "too_few_cases"


@dataclass(frozen=True)
class Standing:
    """A place in the ranking, or the reason why there is none."""

    rank: int | None
    why: Unranked | None = None


def ranking(rates: Mapping[str, Rate], *, at_least: int) -> dict[str, Standing]:
    """Ranks by rate, the highest first. Equal rates share a rank and the next is skipped: 1, 1, 3.

    Below `at_least` cases a rate says more of luck than of work, so it is shown but not ranked. Rates are compared
    as fractions: 2 of 3 ties with 40 of 60, whatever floating point makes of them.
    """
    judged = [Fraction(rate.part, rate.whole) for rate in rates.values() if _is_enough(rate, at_least)]
    return {name: _standing(rate, judged, at_least) for name, rate in rates.items()}


def _is_enough(rate: Rate, at_least: int) -> bool:
    return rate.whole >= max(at_least, 1)


def _standing(rate: Rate, judged: list[Fraction], at_least: int) -> Standing:
    if not rate.whole:
        return Standing(None, Unranked.NO_CASES)
    if not _is_enough(rate, at_least):
        return Standing(None, Unranked.TOO_FEW_CASES)
    own = Fraction(rate.part, rate.whole)
    return Standing(1 + sum(other > own for other in judged))
