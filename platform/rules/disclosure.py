"""What a hall's own list demands to be public against what is public: line by line, shown or missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from rules.tables.named import NamedRule
from rules.trace import Sentence, TraceLine

SHOWN = Sentence("disclosure_shown", "%(name)s must be public, and is.")
MISSING = Sentence("disclosure_missing", "%(name)s must be public, and is missing.")


@dataclass(frozen=True)
class DisclosureLine:
    """One item the hall must make public."""

    item: NamedRule
    is_shown: bool
    trace: tuple[TraceLine, ...] = field(default=(), compare=False)


def disclosure_lines(demanded: Iterable[NamedRule], shown: Mapping[str, bool]) -> tuple[DisclosureLine, ...]:
    """A line for each demanded item, in the hall's order. `shown` says by code what is there.

    What nobody mentions is missing; what the hall does not demand is no line, shown or not.
    """
    return tuple(_line(item, shown.get(item.code, False)) for item in demanded)


def is_fee_stated(fee: Decimal | int | None) -> bool:
    """A fee of 0 is stated: free of charge is an answer. Only silence is not."""
    return fee is not None


def _line(item: NamedRule, is_shown: bool) -> DisclosureLine:
    sentence = SHOWN if is_shown else MISSING
    return DisclosureLine(item, is_shown, (sentence.citing(item.article, name=item.name, code=item.code),))
