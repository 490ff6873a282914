"""Whole-course agency (全程代办): its stations in the hall's own order, and amounts of money as they are written."""

import re
from collections.abc import Sequence
from decimal import Decimal

from rules.errors import RuleError
from rules.tables.handling import Agency
from rules.tables.named import NamedRule

FILED_UPWARD = "filed_upward"  # the one code the law itself knows: with it the hall has done its part upward
# Where a hall's rules name no stations: nothing but what every agency case goes through.
NEUTRAL = (
    NamedRule(FILED_UPWARD, "上报", "Filed upward", ""),
    NamedRule("result_back", "结果返回", "The result comes back", ""),
    NamedRule("handed_back", "交还窗口", "Handed back to the window", ""),
)
AMOUNT = re.compile(r"[0-9]{1,7}(\.[0-9]{1,2})?")
MOST_YUAN = Decimal(1_000_000)
FEN = Decimal("0.01")


def stations(agency: Agency | None) -> tuple[NamedRule, ...]:
    """The stations of the hall, in order."""
    return (agency.steps if agency else ()) or NEUTRAL


def next_station(along: Sequence[NamedRule], passed: Sequence[str]) -> NamedRule | None:
    """The first station that has not been passed; None at the end."""
    return next((station for station in along if station.code not in passed), None)


def check_station(along: Sequence[NamedRule], passed: Sequence[str], code: str) -> NamedRule:
    """The station of this code, if it is the next. Raises `station_unknown`, `station_out_of_order`: the order is the
    regulation's, and no station is passed twice."""
    named = next((station for station in along if station.code == code), None)
    if named is None:
        raise RuleError("station_unknown", "The regulation of this hall names no such station.", "station")
    following = next_station(along, passed)
    if following != named:
        raise RuleError(
            "station_out_of_order",
            "Stations are passed in the order of the regulation; the next one is: %(next)s.",
            "station",
            next=following.name if following else "-",
        )
    return named


def is_above(along: Sequence[NamedRule], passed: Sequence[str]) -> bool:
    """Whether the papers are with the authority above: from filing upward until the next station, by which the result
    is back. That time is not spent inside the hall."""
    return bool(passed) and passed[-1] == FILED_UPWARD and next_station(along, passed) is not None


def must_be_filed(along: Sequence[NamedRule], passed: Sequence[str]) -> bool:
    """Whether filing upward is a station of the hall and has not been passed."""
    return FILED_UPWARD not in passed and any(station.code == FILED_UPWARD for station in along)


def read_yuan(text: str) -> Decimal:
    """An amount in yuan, above zero, to the fen. Raises `fee_malformed`."""
    amount = Decimal(text.strip()) if AMOUNT.fullmatch(text.strip()) else Decimal(0)
    if not 0 < amount <= MOST_YUAN:
        raise RuleError("fee_malformed", "Write the amount in yuan, as in 12.50.", "amount")
    return amount.quantize(FEN)
