"""The deadlines a regulation sets by name: the same day for an instant case, 3 days to inform the party."""

from dataclasses import dataclass

from rules.classification import Term
from rules.limits import MOST, Limit, LimitUnit
from rules.tables.named import NamedRule
from rules.tables.reading import Row


@dataclass(frozen=True)
class Deadline(NamedRule):
    """How long the hall has for one duty. `kind` limits it to cases of one of the hall's kinds, `term` to instant
    or to commitment cases; `informs` are those who must hear by then. Working minutes are never 0; 0 days is the
    same day."""

    limit: Limit
    kind: str | None = None
    term: Term | None = None
    informs: tuple[str, ...] = ()


def read_deadline(row: Row) -> Deadline:
    """`[[limits]]` code name english article amount (0: the same day) unit ("working_days", "calendar_days" or
    "working_minutes"); kind? term? ("instant" or "commitment") informs?

    A limit in calendar days that ends on a holiday moves to the next working day, as the clock always does.
    """
    named = row.code("code"), row.text("name"), row.text("english"), row.article()
    unit = row.choice("unit", LimitUnit)
    least = 1 if unit is LimitUnit.WORKING_MINUTES else 0
    limit = Limit(row.number("amount", at_most=MOST[unit], at_least=least), unit, named[3])
    return Deadline(
        *named, limit, row.optional_code("kind"), row.optional_choice("term", Term), row.codes("informs")
    )
