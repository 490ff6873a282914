"""What staff and windows are assessed by: dimensions and views, with weights, and the score they come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from rules.tables.named import NamedRule
from rules.tables.reading import Row

FULL_WEIGHT = 100


class View(StrEnum):
    """Who gives a mark."""

    SELF = "self"
    PEER = "peer"
    PUBLIC = "public"


@dataclass(frozen=True)
class Dimension(NamedRule):
    """One thing staff and windows are assessed by. Weights are percent and add up to 100, or none has one:
    then all weigh the same."""

    weight: int | None = None


@dataclass(frozen=True)
class ViewRule:
    """One of the three views the hall assesses from; weighed like the dimensions."""

    code: View
    name: str
    english: str
    article: str
    weight: int | None = None


@dataclass(frozen=True)
class EvaluationTerms:
    """`full_mark` is the best mark; the lowest `bottom` of a ranking must put right what was wrong, and are held
    accountable besides where `is_held_accountable`."""

    article: str
    full_mark: int = 100
    bottom: int | None = None
    bad_influence_is_rectified: bool = False
    is_held_accountable: bool = False


def read_dimension(row: Row) -> Dimension:
    """`[[evaluation]]` code name english article; weight? (percent)"""
    named = row.code("code"), row.text("name"), row.text("english"), row.article()
    return Dimension(*named, row.optional_number("weight", at_most=FULL_WEIGHT))


def read_view(row: Row) -> ViewRule:
    """`[[evaluation_views]]` code ("self", "peer" or "public") name english article; weight? (percent)"""
    return ViewRule(
        row.choice("code", View),
        row.text("name"),
        row.text("english"),
        row.article(),
        row.optional_number("weight", at_most=FULL_WEIGHT),
    )


def read_evaluation_terms(row: Row) -> EvaluationTerms:
    """`[evaluation_terms]` article; full_mark? (100) bottom? bad_influence_is_rectified? held_accountable?"""
    return EvaluationTerms(
        row.article(),
        row.optional_number("full_mark") or 100,
        row.optional_number("bottom"),
        row.flag("bad_influence_is_rectified"),
        row.flag("held_accountable"),
    )


class _Weighed(Protocol):
    @property
    def weight(self) -> int | None: ...


def check_weights(book: Row, table: str, rows: Sequence[_Weighed]) -> None:
    """All rows have a weight or none has; given, they add up to 100."""
    weights = [row.weight for row in rows]
    if not any(weight is not None for weight in weights):
        return
    if None in weights:
        at = weights.index(None)
        raise book.refuse(f"{table}[{at}].weight", "%(where)s is missing: weigh all rows or none.")
    total = sum(weight or 0 for weight in weights)
    if total != FULL_WEIGHT:
        raise book.refuse(
            f"{table}[{len(rows) - 1}].weight",
            "%(where)s brings the weights to %(total)s; they must add up to %(expected)s.",
            total=total,
            expected=FULL_WEIGHT,
        )
