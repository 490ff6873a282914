"""What a hall's rules say of watching over cases: when one counts as due soon, and how long an urge allows."""

from dataclasses import dataclass

from rules.limits import MOST, Limit, LimitUnit
from rules.tables.reading import Row

# Where the rules are silent: amber on the last two working days, an urge allows two.
USUAL = Limit(2, LimitUnit.WORKING_DAYS)


@dataclass(frozen=True)
class Supervision:
    """`due_soon`: how long before its due date a case counts as due soon (预警). `urge_within`: the time an urge
    (催办) leaves, where whoever urges names none. An article is given where the regulation itself says so."""

    due_soon: Limit = USUAL
    urge_within: Limit = USUAL


SILENT = Supervision()


def read_supervision(row: Row) -> Supervision:
    """`[supervision]` article; due_soon? + due_soon_unit, urge_within? + urge_within_unit (any unit of the clock)"""
    article = row.article()
    return Supervision(_limit(row, "due_soon", article), _limit(row, "urge_within", article))


def _limit(row: Row, key: str, article: str) -> Limit:
    unit = row.optional_choice(f"{key}_unit", LimitUnit)
    amount = row.optional_number(key, at_most=MOST[unit] if unit else MOST[LimitUnit.WORKING_DAYS])
    if amount is None and unit is None:
        return USUAL
    if amount is None or unit is None:
        raise row.refuse(key if amount is None else f"{key}_unit", "%(where)s is missing.")
    return Limit(amount, unit, article)
