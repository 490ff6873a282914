"""How the tests that walk over every figure of the regulations reach it: a row by its code, an article's children."""

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from hall.packs.shape import Pack
from rules.tables.penalties import Merit, Penalty


class Coded(Protocol):
    @property
    def code(self) -> str: ...


class Cited(Coded, Protocol):
    @property
    def article(self) -> str: ...


T = TypeVar("T")
C = TypeVar("C", bound=Coded)
PERSON, WINDOW, HEAD = "person", "window", "head"


def one(rows: Iterable[C], code: str) -> C:
    """The row of that code, which must be there once."""
    found = [row for row in rows if row.code == code]
    assert len(found) == 1, f"{code}: {len(found)} rows"
    return found[0]


def there(rule: T | None) -> T:
    """The rule, which the regulation must have."""
    assert rule is not None
    return rule


def penalty(pack: Pack, code: str) -> Penalty:
    return one(pack.rulebook.penalties, code)


def costs(pack: Pack, code: str) -> tuple[Any, ...]:
    """What a breach costs: amount, unit, per what, the grave amount if there is one, on whom, by which article."""
    row = penalty(pack, code)
    return row.amount, row.unit, row.per, row.grave_amount, row.applies_to, row.article


def merit(pack: Pack, code: str) -> Merit:
    return one(pack.rulebook.merits, code)


def cited(rows: Iterable[Cited]) -> dict[str, str]:
    """Code and article of each row, in order."""
    return {row.code: row.article for row in rows}


def under(pack: Pack, path: str) -> list[str]:
    """The articles, clauses or items directly under an article, by the last part of their path."""
    return [each.path.rpartition("/")[2] for each in pack.rulebook.articles if each.parent == path]


def spans(pack: Pack) -> dict[str, list[str]]:
    """The hours of each season: `05-01 to 09-30` → `["08:00-12:00", "14:30-18:00"]`."""
    hours = there(pack.rulebook.hours)
    return {
        "{:02}-{:02} to {:02}-{:02}".format(*season.from_month_day, *season.to_month_day): [
            f"{start:%H:%M}-{end:%H:%M}" for start, end in season.spans
        ]
        for season in hours.seasons
    }
