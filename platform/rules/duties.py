"""The smaller tables of a regulation: what a hall publishes, keeps up, reports, answers and rewards."""

from dataclasses import dataclass

from rules.limits import Limit, LimitUnit
from rules.reading import Row


@dataclass(frozen=True)
class NamedRule:
    """A thing the regulation names: an item of disclosure, one of the hall's systems."""

    code: str
    name: str
    english: str
    article: str


@dataclass(frozen=True)
class Duty(NamedRule):
    """A duty of staffing or rota; `minimum` is the least number of people, if it is one."""

    minimum: int | None = None


@dataclass(frozen=True)
class Report:
    """A report due on a `day` of each month, `to` whom (a code)."""

    code: str
    day: int
    to: str
    article: str
    name: str = ""
    english: str = ""


@dataclass(frozen=True)
class Complaints:
    """How complaints are answered: an ordinary one within `ordinary`, a written one in writing, …"""

    article: str
    ordinary: Limit | None = None
    on_the_spot_first: bool = False
    written_answer_to_written: bool = False
    major_in_writing: bool = False
    major_reported_at_once: bool = False
    is_confidential: bool = False


@dataclass(frozen=True)
class Dimension(NamedRule):
    """One thing staff and windows are assessed by; weights are given for all dimensions or for none."""

    weight: int | None = None


@dataclass(frozen=True)
class Award(NamedRule):
    """How many of an award are given each time."""

    minimum: int = 1
    maximum: int = 1


def read_named(row: Row) -> NamedRule:
    """`[[disclosures]]`, `[[systems]]` code name english article"""
    return NamedRule(row.code("code"), row.text("name"), row.text("english"), row.article())


def read_duty(row: Row) -> Duty:
    """`[[duties]]` code name english article; minimum?"""
    return Duty(
        row.code("code"),
        row.text("name"),
        row.text("english"),
        row.article(),
        row.optional_number("minimum"),
    )


def read_report(row: Row) -> Report:
    """`[[reporting]]` code day (1–31) to article; name? english?"""
    return Report(
        row.code("code"),
        row.number("day", at_most=31),
        row.code("to"),
        row.article(),
        row.optional_text("name") or "",
        row.optional_text("english") or "",
    )


def read_complaints(row: Row) -> Complaints:
    """`[complaints]` article; ordinary_days? (ordinary_unit? "calendar_days") on_the_spot_first?
    written_answer_to_written? major_in_writing? major_reported_at_once? is_confidential?"""
    return Complaints(
        article=row.article(),
        ordinary=optional_limit(row, "ordinary_days", "ordinary_unit", LimitUnit.CALENDAR_DAYS),
        on_the_spot_first=row.flag("on_the_spot_first"),
        written_answer_to_written=row.flag("written_answer_to_written"),
        major_in_writing=row.flag("major_in_writing"),
        major_reported_at_once=row.flag("major_reported_at_once"),
        is_confidential=row.flag("is_confidential"),
    )


def read_dimension(row: Row) -> Dimension:
    """`[[evaluation]]` code name english article; weight?"""
    named = row.code("code"), row.text("name"), row.text("english"), row.article()
    return Dimension(*named, row.optional_number("weight"))


def read_award(row: Row) -> Award:
    """`[[awards]]` code name english minimum maximum article"""
    named = row.code("code"), row.text("name"), row.text("english"), row.article()
    award = Award(*named, row.number("minimum"), row.number("maximum"))
    if award.maximum < award.minimum:
        raise row.refuse("maximum", "%(where)s must not be less than the minimum.")
    return award


def optional_limit(row: Row, days: str, unit: str, default: LimitUnit | None = None) -> Limit | None:
    """A limit in days kept under two keys, both there or (unless a unit is the default) both missing."""
    amount, counted_in = row.optional_number(days), row.optional_choice(unit, LimitUnit) or default
    if counted_in is LimitUnit.WORKING_MINUTES:
        raise row.refuse(unit, "%(where)s must be working_days or calendar_days.")
    if amount is None and (default is not None or counted_in is None):
        return None
    if amount is None or counted_in is None:
        raise row.refuse(days if amount is None else unit, "%(where)s is missing.")
    return Limit(amount, counted_in)
