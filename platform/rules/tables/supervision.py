"""What a hall's rules say of watching over cases: when one counts as due soon, how long an urge allows, and how often
the first-contact person is reminded."""

from dataclasses import dataclass

from rules.limits import MOST, Limit, LimitUnit
from rules.tables.reading import Row

# Where the rules are silent: amber on the last two working days, an urge allows two; a reminder every half day.
USUAL = Limit(2, LimitUnit.WORKING_DAYS)
HALF_A_DAY = Limit(240, LimitUnit.WORKING_MINUTES)


@dataclass(frozen=True)
class Supervision:
    """`due_soon`: how long before its due date a case counts as due soon (预警). `urge_within`: the time an urge
    (催办) leaves, where whoever urges names none. `remind_every`: how often the first-contact person is reminded of
    what has not ended yet (首问督办). An article is given where the regulation itself says so."""

    due_soon: Limit = USUAL
    urge_within: Limit = USUAL
    remind_every: Limit = HALF_A_DAY


SILENT = Supervision()


def read_supervision(row: Row) -> Supervision:
    """`[supervision]` article; due_soon? + due_soon_unit, urge_within? + urge_within_unit, remind_every? +
    remind_every_unit (any unit of the clock)"""
    article = row.article()
    return Supervision(
        _limit(row, "due_soon", article, USUAL),
        _limit(row, "urge_within", article, USUAL),
        _limit(row, "remind_every", article, HALF_A_DAY),
    )


def _limit(row: Row, key: str, article: str, usual: Limit) -> Limit:
    unit = row.optional_choice(f"{key}_unit", LimitUnit)
    amount = row.optional_number(key, at_most=MOST[unit] if unit else MOST[LimitUnit.WORKING_DAYS])
    if amount is None and unit is None:
        return usual
    if amount is None or unit is None:
        raise row.refuse(key if amount is None else f"{key}_unit", "%(where)s is missing.")
    return Limit(amount, unit, article)
