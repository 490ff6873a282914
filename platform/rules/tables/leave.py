"""Who approves a leave of which length in one hall, what is only noted, and what counts as a breach."""

from dataclasses import dataclass
from decimal import Decimal

from rules.limits import LimitUnit
from rules.tables.named import NamedRule, read_named
from rules.tables.reading import Row

STAFF = "staff"


@dataclass(frozen=True)
class LeaveStep:
    """Leave of more than `lower` and up to `upper` days (None: any length) is for `approver` to approve.

    `includes_lower` makes it "`lower` or more". `informs` are told of it; `needs_cover` means the post must be
    filled first. `applies_to` is whom the route is for: halls keep another one for village agents.
    """

    lower: Decimal
    upper: Decimal | None
    approver: str
    english: str
    article: str
    name: str = ""
    applies_to: str = STAFF
    informs: tuple[str, ...] = ()
    needs_cover: bool = False
    includes_lower: bool = False

    def covers(self, days: Decimal) -> bool:
        is_over = days >= self.lower if self.includes_lower else days > self.lower
        return is_over and (self.upper is None or days <= self.upper)


@dataclass(frozen=True)
class Noted:
    """Leave shorter than `below_days` needs no approval: going out is noted."""

    below_days: Decimal
    name: str
    english: str
    article: str


@dataclass(frozen=True)
class WithoutProcedure:
    """Leave taken without asking counts as the breach `counts_as`, a code of `[[penalties]]`."""

    counts_as: str
    article: str


@dataclass(frozen=True)
class LeaveTerms:
    """What holds beside the steps; None means that the regulation is silent. `unit`: the days leave is counted in."""

    unit: LimitUnit = LimitUnit.WORKING_DAYS
    noted: Noted | None = None
    sick_needs: NamedRule | None = None
    without_procedure: WithoutProcedure | None = None


def read_leave_terms(row: Row) -> LeaveTerms:
    """`[leave]` unit? ("working_days", or "calendar_days" where "a week" is seven days of any kind);
    [leave.noted] below_days name english article (shorter leave is only noted);
    [leave.sick_needs] code name english article (the record sick leave needs);
    [leave.without_procedure] counts_as article (a code of `[[penalties]]`); each may be missing"""
    unit = row.optional_choice("unit", LimitUnit) or LimitUnit.WORKING_DAYS
    if unit is LimitUnit.WORKING_MINUTES:
        raise row.refuse("unit", "%(where)s must be working_days or calendar_days.")
    return LeaveTerms(
        unit,
        row.table("noted", _read_noted),
        row.table("sick_needs", read_named),
        row.table("without_procedure", _read_without_procedure),
    )


def read_leave_step(row: Row) -> LeaveStep:
    """`[[leave_steps]]` over_days (more than) or from_days (that much or more), approver english article;
    up_to_days? name? applies_to? ("staff") informs? needs_cover?"""
    over, at_least = row.optional_length("over_days"), row.optional_length("from_days")
    if over is not None and at_least is not None:
        raise row.refuse("from_days", "%(where)s and over_days cannot both be given.")
    lower, upper = at_least if over is None else over, row.optional_length("up_to_days")
    if lower is None:
        raise row.refuse("over_days", "%(where)s is missing.")
    if at_least == 0:
        raise row.refuse("from_days", "%(where)s must be more than 0.")
    if upper is not None and (upper < lower or (upper == lower and at_least is None)):
        raise row.refuse("up_to_days", "%(where)s must be more than where the step begins.")
    return LeaveStep(
        lower=lower,
        upper=upper,
        approver=row.code("approver"),
        english=row.text("english"),
        article=row.article(),
        name=row.optional_text("name") or "",
        applies_to=row.optional_code("applies_to") or STAFF,
        informs=row.codes("informs"),
        needs_cover=row.flag("needs_cover"),
        includes_lower=at_least is not None,
    )


def check_route(book: Row, steps: tuple[LeaveStep, ...], terms: LeaveTerms | None) -> None:
    """For each group of people the steps cover any length, from 0 or the noted bound on, and each just once."""
    last: dict[str, tuple[int, LeaveStep]] = {}
    noted = terms.noted if terms else None
    for at, step in enumerate(steps):
        before = last.get(step.applies_to)
        where = f"leave_steps[{at}].{'from_days' if step.includes_lower else 'over_days'}"
        if before is None:
            _check_beginning(book, where, step, noted)
        elif step.includes_lower or step.lower != before[1].upper:
            raise book.refuse(
                where,
                "%(where)s must be where the step before it ends: leave steps have no gap and no overlap.",
            )
        last[step.applies_to] = at, step
    for at, step in last.values():
        if step.upper is not None:
            raise book.refuse(
                f"leave_steps[{at}].up_to_days",
                "%(where)s ends the route: the last step must have no end, so that any length is covered.",
            )


def _check_beginning(book: Row, where: str, step: LeaveStep, noted: Noted | None) -> None:
    begins_at_noted = noted is not None and step.includes_lower and step.lower == noted.below_days
    if not (step.lower == 0 or begins_at_noted):
        raise book.refuse(
            where,
            "%(where)s must be 0, or from_days must be the length below which leave is only noted: "
            "the first step covers the shortest leave.",
        )


def _read_noted(row: Row) -> Noted:
    below = row.optional_length("below_days")
    if not below:
        raise row.refuse("below_days", "%(where)s must be more than 0.")
    return Noted(below, row.text("name"), row.text("english"), row.article())


def _read_without_procedure(row: Row) -> WithoutProcedure:
    return WithoutProcedure(row.code("counts_as"), row.article())
