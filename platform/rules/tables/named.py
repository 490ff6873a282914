"""A thing the regulation names, under a code, in two languages and by an article; and who it names."""

from collections.abc import Iterable
from dataclasses import dataclass

from rules.tables.reading import Row


@dataclass(frozen=True)
class NamedRule:
    """An item of disclosure, one of the hall's systems, a brush-off it forbids, a step of an agency case."""

    code: str
    name: str
    english: str
    article: str


@dataclass(frozen=True)
class Office:
    """A person, group or body that other tables name by code: who is told, who settles, whom a route is for."""

    code: str
    name: str
    english: str


def names_of(codes: Iterable[str], offices: Iterable[Office]) -> str:
    """Those meant by the codes, in the hall's own words; a code nobody declares stands for itself."""
    names = {office.code: office.name for office in offices}
    return "、".join(names.get(code, code) for code in codes)


def read_office(row: Row) -> Office:
    """`[[offices]]` code name english"""
    return Office(row.code("code"), row.text("name"), row.text("english"))


def read_named(row: Row) -> NamedRule:
    """`[[disclosures]]`, `[[return_reasons]]`, `[[systems]]`, `[[brush_offs]]`, `[[agency.steps]]`
    code name english article"""
    return NamedRule(row.code("code"), row.text("name"), row.text("english"), row.article())
