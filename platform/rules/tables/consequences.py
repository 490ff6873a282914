"""What follows a breach, a merit or a rung besides its amount: codes the regulation declares once and names."""

from dataclasses import dataclass
from enum import StrEnum

from rules.tables.named import NamedRule
from rules.tables.penalties import Liable
from rules.tables.reading import Row
from rules.trace import Sentence, TraceLine

FOLLOWS = Sentence("consequence_follows", "What follows: %(consequence)s.")


class Effect(StrEnum):
    """What a consequence does to the awards; every other consequence is for people to carry out."""

    LOSES_AWARD_ELIGIBILITY = "loses_award_eligibility"
    PREFERRED_AT_AWARD = "preferred_at_award"


@dataclass(frozen=True)
class Consequence(NamedRule):
    """A sanction, a report to somebody, a preference."""

    effect: Effect | None = None


@dataclass(frozen=True)
class Compensation:
    """Who makes good a loss caused by fault."""

    borne_by: tuple[Liable, ...]
    article: str


def read_consequence(row: Row) -> Consequence:
    """`[[consequences]]` code name english article;
    effect? ("loses_award_eligibility" or "preferred_at_award")"""
    named = row.code("code"), row.text("name"), row.text("english"), row.article()
    return Consequence(*named, row.optional_choice("effect", Effect))


def read_compensation(row: Row) -> Compensation:
    """`[compensation]` borne_by (of "person", "window", "head") article"""
    borne_by = row.choices("borne_by", Liable)
    if not borne_by:
        raise row.refuse("borne_by", "%(where)s is missing.")
    return Compensation(borne_by, row.article())


def check_declared(book: Row, field: str, named: tuple[str, ...], declared: frozenset[str]) -> None:
    """Refuses a consequence that `[[consequences]]` does not declare."""
    for code in named:
        if code not in declared:
            raise book.refuse(
                field, "%(where)s names %(named)s, which [[consequences]] does not declare.", named=code
            )


def following(consequences: tuple[Consequence, ...]) -> tuple[TraceLine, ...]:
    """The lines of a trace that say what follows."""
    return tuple(FOLLOWS.citing(each.article, consequence=each.name, code=each.code) for each in consequences)
