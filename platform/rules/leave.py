"""Who approves a leave of which length in one hall."""

from dataclasses import dataclass
from decimal import Decimal

from rules.reading import Row


@dataclass(frozen=True)
class LeaveStep:
    """Leave of more than `over_days` and up to `up_to_days` (None: any length) is for `approver` to approve.

    `informs` are told of it; `needs_cover` means the post must be filled first. `applies_to` is whom the
    route is for: halls keep another one for village agents.
    """

    over_days: Decimal
    up_to_days: Decimal | None
    approver: str
    english: str
    article: str
    name: str = ""
    applies_to: str = "staff"
    informs: tuple[str, ...] = ()
    needs_cover: bool = False


def read_leave_step(row: Row) -> LeaveStep:
    """`[[leave_steps]]` over_days approver english article; up_to_days? name? applies_to? ("staff") informs?
    needs_cover?"""
    over, up_to = row.optional_length("over_days"), row.optional_length("up_to_days")
    if over is None:
        raise row.refuse("over_days", "%(where)s is missing.")
    if up_to is not None and up_to <= over:
        raise row.refuse("up_to_days", "%(where)s must be more than over_days.")
    return LeaveStep(
        over_days=over,
        up_to_days=up_to,
        approver=row.code("approver"),
        english=row.text("english"),
        article=row.article(),
        name=row.optional_text("name") or "",
        applies_to=row.code("applies_to") if row.has("applies_to") else "staff",
        informs=row.codes("informs"),
        needs_cover=row.flag("needs_cover"),
    )


def check_route(book: Row, steps: tuple[LeaveStep, ...]) -> None:
    """Each step begins where the one before it (of the same people) ends: no gap, no overlap, no doubt."""
    ends: dict[str, Decimal | None] = {}
    for at, step in enumerate(steps):
        if step.applies_to in ends and step.over_days != ends[step.applies_to]:
            raise book.refuse(
                f"leave_steps[{at}].over_days",
                "%(where)s must be where the step before it ends: leave steps have no gap and no overlap.",
            )
        ends[step.applies_to] = step.up_to_days
