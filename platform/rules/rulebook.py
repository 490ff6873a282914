"""A hall's regulation as typed tables: parsed from plain data (TOML of a pack, JSON of a row) or refused.

    number = "2012-1"   title = "…"   effective_on = 2012-03-01          the only keys that must be there
    [[articles]]        rules.articles        [[penalties]] [[merits]] [[accountability]]    rules.penalties
    [hours]             rules.hours           [[leave_steps]]                                rules.leave
    [[kinds]]           rules.classification  [[disclosures]] [[systems]] [[duties]] [[reporting]]
    [extension] [supplement]                  [complaints] [[evaluation]] [[awards]]         rules.duties
    [agency] [joint]    rules.handling

The keys of each table stand in the docstring of its `read_…` function; `?` marks those that may be missing.
Every `article` is the path of an article of this same regulation. Amounts are positive whole numbers. What is
wrong is RuleError("bad_rulebook") with the place as field, counted from 0: `penalties[3].article`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeVar

from rules.articles import Article, read_article
from rules.classification import KindRule, read_kind
from rules.duties import (
    Award,
    Complaints,
    Dimension,
    Duty,
    NamedRule,
    Report,
    read_award,
    read_complaints,
    read_dimension,
    read_duty,
    read_named,
    read_report,
)
from rules.handling import (
    Agency,
    Extension,
    Joint,
    Supplement,
    read_agency,
    read_extension,
    read_joint,
    read_supplement,
)
from rules.hours import OpeningHours, read_hours
from rules.leave import LeaveStep, check_route, read_leave_step
from rules.penalties import (
    AccountabilityRung,
    Merit,
    Penalty,
    PenaltyUnit,
    read_merit,
    read_penalty,
    read_rung,
)
from rules.reading import Row


@dataclass(frozen=True)
class Rulebook:
    """One version of one hall's regulation. Empty tables and None mean that the regulation is silent."""

    number: str
    title: str
    effective_on: date
    articles: tuple[Article, ...] = ()
    hours: OpeningHours | None = None
    kinds: tuple[KindRule, ...] = ()
    disclosures: tuple[NamedRule, ...] = ()
    extension: Extension | None = None
    supplement: Supplement | None = None
    agency: Agency | None = None
    joint: Joint | None = None
    penalties: tuple[Penalty, ...] = ()
    merits: tuple[Merit, ...] = ()
    accountability: tuple[AccountabilityRung, ...] = ()
    leave_steps: tuple[LeaveStep, ...] = ()
    duties: tuple[Duty, ...] = ()
    systems: tuple[NamedRule, ...] = ()
    reporting: tuple[Report, ...] = ()
    complaints: Complaints | None = None
    evaluation: tuple[Dimension, ...] = ()
    awards: tuple[Award, ...] = ()

    @classmethod
    def parse(cls, data: Mapping[str, Any]) -> "Rulebook":
        book = Row(data)
        articles = book.rows("articles", read_article)
        _check_unique(book, "articles", "path", [article.path for article in articles])
        book.articles = frozenset(article.path for article in articles)
        rulebook = cls(
            number=book.text("number"),
            title=book.text("title"),
            effective_on=book.day("effective_on"),
            articles=articles,
            hours=book.table("hours", read_hours),
            kinds=_unique(book, "kinds", book.rows("kinds", read_kind)),
            disclosures=_unique(book, "disclosures", book.rows("disclosures", read_named)),
            extension=book.table("extension", read_extension),
            supplement=book.table("supplement", read_supplement),
            agency=book.table("agency", read_agency),
            joint=book.table("joint", read_joint),
            penalties=_unique(book, "penalties", book.rows("penalties", read_penalty)),
            merits=_unique(book, "merits", book.rows("merits", read_merit)),
            accountability=book.rows("accountability", read_rung),
            leave_steps=book.rows("leave_steps", read_leave_step),
            duties=_unique(book, "duties", book.rows("duties", read_duty)),
            systems=_unique(book, "systems", book.rows("systems", read_named)),
            reporting=_unique(book, "reporting", book.rows("reporting", read_report)),
            complaints=book.table("complaints", read_complaints),
            evaluation=_unique(book, "evaluation", book.rows("evaluation", read_dimension)),
            awards=_unique(book, "awards", book.rows("awards", read_award)),
        )
        book.close()
        _check_unit(book, rulebook)
        _check_rungs(book, rulebook)
        _check_weights(book, rulebook)
        check_route(book, rulebook.leave_steps)
        return rulebook

    def article(self, path: str) -> Article | None:
        return next((article for article in self.articles if article.path == path), None)

    @property
    def unit(self) -> PenaltyUnit | None:
        """The one unit of the hall's scheme; None when it has no penalties and no bonuses."""
        units = [penalty.unit for penalty in self.penalties]
        units += [merit.unit for merit in self.merits if merit.unit is not None]
        return units[0] if units else None


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


T = TypeVar("T", bound=_Coded)


def _unique(book: Row, table: str, rows: tuple[T, ...]) -> tuple[T, ...]:
    _check_unique(book, table, "code", [row.code for row in rows])
    return rows


def _check_unique(book: Row, table: str, key: str, values: Sequence[str]) -> None:
    for at, value in enumerate(values):
        if value in values[:at]:
            raise book.refuse(f"{table}[{at}].{key}", "%(where)s repeats %(value)s.", value=value)


def _check_unit(book: Row, rulebook: Rulebook) -> None:
    rows = [(f"penalties[{at}]", penalty.unit) for at, penalty in enumerate(rulebook.penalties)]
    rows += [(f"merits[{at}]", merit.unit) for at, merit in enumerate(rulebook.merits) if merit.unit]
    for where, unit in rows:
        if unit is not rulebook.unit:
            raise book.refuse(
                f"{where}.unit",
                "%(where)s is %(unit)s, but this hall counts in %(other)s: one scheme has one unit.",
                unit=str(unit),
                other=str(rulebook.unit),
            )


def _check_rungs(book: Row, rulebook: Rulebook) -> None:
    for at, rung in enumerate(rulebook.accountability):
        if rung.rung != at + 1:
            raise book.refuse(
                f"accountability[{at}].rung",
                "%(where)s must be %(expected)s: rungs rise one by one.",
                expected=at + 1,
            )


def _check_weights(book: Row, rulebook: Rulebook) -> None:
    weighed = [dimension.weight is not None for dimension in rulebook.evaluation]
    if any(weighed) and not all(weighed):
        at = weighed.index(False)
        raise book.refuse(f"evaluation[{at}].weight", "%(where)s is missing: weigh all dimensions or none.")
