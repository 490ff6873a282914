"""How a hall handles special cases: extensions, supplements, agency, joint cases; each a single table."""

from dataclasses import dataclass, replace
from enum import StrEnum

from rules.duties import optional_limit
from rules.errors import RuleError
from rules.limits import Limit, LimitUnit
from rules.reading import Row


@dataclass(frozen=True)
class Extension:
    """By how many days at most a limit may be extended, and whether a notice must be issued."""

    max_days: int
    unit: LimitUnit
    article: str
    needs_notice: bool = False

    def check(self, days: int) -> None:
        """RuleError("extension_too_long") when `days`, all extensions of a case added up, are too many."""
        if not 1 <= days <= self.max_days:
            raise RuleError(
                "extension_too_long",
                "An extension is from 1 to %(max_days)s days; %(days)s were asked for.",
                "days",
                days=days,
                max_days=self.max_days,
            )


@dataclass(frozen=True)
class Supplement:
    """What happens when papers are missing. `within` is the applicant's time to supply them."""

    article: str
    is_told_once: bool = False
    is_deemed_accepted: bool = False  # from the day of receipt, when no notice was given
    within: Limit | None = None


@dataclass(frozen=True)
class Agency:
    """Cases the hall takes further up. `inside`: time inside the hall; `upward`: time until filed above."""

    article: str | None = None
    inside: Limit | None = None
    upward: Limit | None = None
    is_in_principle: bool = False  # the upward limit is a rule of thumb, not a promise
    is_free: bool = False


class Lead(StrEnum):
    INTEGRATED_WINDOW = "integrated_window"
    LEAD_WINDOW = "lead_window"


@dataclass(frozen=True)
class Joint:
    """From how many departments on a case is joint (None: not stated), and which window leads it."""

    article: str
    min_departments: int | None = None
    lead: Lead | None = None


def read_extension(row: Row) -> Extension:
    """`[extension]` max_days unit ("working_days" or "calendar_days") article; notice?"""
    limit = optional_limit(row, "max_days", "unit")
    if limit is None:
        raise row.refuse("max_days", "%(where)s is missing.")
    return Extension(limit.amount, limit.unit, row.article(), row.flag("notice"))


def read_supplement(row: Row) -> Supplement:
    """`[supplement]` article; one_notice? deemed_accepted? within_days? with unit"""
    article, within = row.article(), optional_limit(row, "within_days", "unit")
    return Supplement(article, row.flag("one_notice"), row.flag("deemed_accepted"), _citing(within, article))


def read_agency(row: Row) -> Agency:
    """`[agency]` article? inside_days? + inside_unit, upward_days? + upward_unit, in_principle? free?"""
    article = row.optional_article()
    inside = _citing(optional_limit(row, "inside_days", "inside_unit"), article)
    upward = _citing(optional_limit(row, "upward_days", "upward_unit"), article)
    return Agency(article, inside, upward, row.flag("in_principle"), row.flag("free"))


def read_joint(row: Row) -> Joint:
    """`[joint]` article; min_departments? lead? ("integrated_window" or "lead_window")"""
    return Joint(row.article(), row.optional_number("min_departments"), row.optional_choice("lead", Lead))


def _citing(limit: Limit | None, article: str | None) -> Limit | None:
    return limit and replace(limit, article=article)
