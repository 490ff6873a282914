"""What breaches cost and what merits earn in one hall, in its own unit: points or yuan, never both."""

from dataclasses import dataclass
from enum import StrEnum

from rules.tables.reading import Row


class PenaltyUnit(StrEnum):
    POINTS = "points"
    YUAN = "yuan"


class Per(StrEnum):
    OCCURRENCE = "occurrence"
    HALF_DAY = "half_day"
    DAY = "day"


class PartDay(StrEnum):
    """What a fine per day makes of half a day that is left over."""

    DROPPED = "dropped"  # only whole days count: the reading that favours the person
    COUNTED = "counted"  # a day begun counts whole


class Liable(StrEnum):
    PERSON = "person"
    WINDOW = "window"
    HEAD = "head"  # of the department that staffs the window


@dataclass(frozen=True)
class Penalty:
    """One breach. Amounts are positive: the table makes them deductions or fines.

    `grave_amount` replaces `amount` in the case `grave_when` describes. With several `applies_to`, each bears
    the amount. `consequences` always follow, `grave_consequences` in the grave case only; both are codes of
    `[[consequences]]`. `kind` limits the breach to cases of one of the hall's kinds. With `limits_missed`, codes of
    `[[limits]]`, there is a breach only when every one of them was missed.
    """

    code: str
    occurrence: str
    english: str
    unit: PenaltyUnit
    amount: int
    per: Per
    applies_to: tuple[Liable, ...]
    article: str
    grave_amount: int | None = None
    grave_when: str | None = None
    consequences: tuple[str, ...] = ()
    grave_consequences: tuple[str, ...] = ()
    part_day: PartDay = PartDay.DROPPED
    kind: str | None = None
    limits_missed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Merit:
    """What earns a bonus; without an amount only its consequences, such as preference at an award."""

    code: str
    occurrence: str
    english: str
    article: str
    unit: PenaltyUnit | None = None
    amount: int | None = None
    applies_to: tuple[Liable, ...] = (Liable.PERSON,)
    consequences: tuple[str, ...] = ()


def read_penalty(row: Row) -> Penalty:
    """`[[penalties]]` code occurrence english unit amount article; per? ("occurrence") grave_amount?
    grave_when? applies_to? (["person"]) consequences? grave_consequences? kind? limits_missed?
    part_day? (per day only: "dropped" or "counted")"""
    part_day = row.optional_choice("part_day", PartDay)
    penalty = Penalty(
        code=row.code("code"),
        occurrence=row.text("occurrence"),
        english=row.text("english"),
        unit=row.choice("unit", PenaltyUnit),
        amount=row.number("amount"),
        per=row.optional_choice("per", Per) or Per.OCCURRENCE,
        applies_to=row.choices("applies_to", Liable) or (Liable.PERSON,),
        article=row.article(),
        grave_amount=row.optional_number("grave_amount"),
        grave_when=row.optional_text("grave_when"),
        consequences=row.codes("consequences"),
        grave_consequences=row.codes("grave_consequences"),
        part_day=part_day or PartDay.DROPPED,
        kind=row.optional_code("kind"),
        limits_missed=row.codes("limits_missed"),
    )
    if part_day is not None and penalty.per is not Per.DAY:
        raise row.refuse("part_day", "%(where)s is for penalties per day only.")
    if (penalty.grave_amount or penalty.grave_consequences) and penalty.grave_when is None:
        raise row.refuse("grave_when", "%(where)s must say when the grave case is given.")
    if penalty.grave_amount is not None and penalty.grave_amount <= penalty.amount:
        raise row.refuse("grave_amount", "%(where)s must be more than the ordinary amount.")
    return penalty


def read_merit(row: Row) -> Merit:
    """`[[merits]]` code occurrence english article; unit and amount, or consequences, or all;
    applies_to? (["person"])"""
    merit = Merit(
        code=row.code("code"),
        occurrence=row.text("occurrence"),
        english=row.text("english"),
        article=row.article(),
        unit=row.optional_choice("unit", PenaltyUnit),
        amount=row.optional_number("amount"),
        applies_to=row.choices("applies_to", Liable) or (Liable.PERSON,),
        consequences=row.codes("consequences"),
    )
    if (merit.unit is None) != (merit.amount is None):
        raise row.refuse("amount" if merit.amount is None else "unit", "%(where)s is missing.")
    if merit.amount is None and not merit.consequences:
        raise row.refuse("amount", "%(where)s is missing, and so are consequences.")
    return merit
