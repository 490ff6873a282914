"""How many of something a regulation sets up: windows, services, staff, square metres."""

from dataclasses import dataclass
from enum import StrEnum

from rules.tables.named import NamedRule
from rules.tables.reading import Row


class Measure(StrEnum):
    WINDOWS = "windows"
    SERVICES = "services"
    PEOPLE = "people"
    DUTIES = "duties"
    SQUARE_METRES = "square_metres"


@dataclass(frozen=True)
class Quantity(NamedRule):
    """From `minimum` to `maximum` (both the same for a plain figure), counted in `measure`."""

    measure: Measure
    minimum: int
    maximum: int
    is_approximate: bool = False


def read_quantity(row: Row) -> Quantity:
    """`[[establishment]]` code name english article minimum measure ("windows", "services", "people", "duties" or
    "square_metres"); maximum? (the minimum) is_approximate?"""
    named = row.code("code"), row.text("name"), row.text("english"), row.article()
    measure, least = row.choice("measure", Measure), row.number("minimum")
    most = row.optional_number("maximum") or least
    if most < least:
        raise row.refuse("maximum", "%(where)s must not be less than the minimum.")
    return Quantity(*named, measure, least, most, row.flag("is_approximate"))
