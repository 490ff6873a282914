"""Reads the matters of a pack's window: what a window or the pack says once need not be said of each."""

import re
from collections.abc import Mapping
from decimal import Decimal

from django.db import models

from hall.catalogue.models import MaterialRequirement, Matter
from hall.packs.shape import MaterialEntry, MatterEntry, ServiceEntry
from rules.classification import Route, Term
from rules.limits import MOST, Limit, LimitUnit
from rules.tables.reading import Row

MATTER_CODE = re.compile(r"[A-Z]+(-[A-Z]+)*-[0-9]+")
FEE = re.compile(r"[0-9]{1,6}\.[0-9]{2}")
FREE = Decimal("0.00")
LONGEST_CODE = 40  # characters
MOST_COPIES = MOST_VISITS = 1_000


class MatterReader:
    """Reads `[[matters]]` of one window. What may be missing: the service and department of a window that has
    one of each, the units (working days), `term` (instant when 0 is promised), `route` (own), `fee` (free),
    `visits` (1). A material may be the code of one in the pack's materials.toml.
    """

    def __init__(
        self,
        services: tuple[ServiceEntry, ...],
        departments: tuple[str, ...],
        materials: Mapping[str, MaterialEntry],
    ) -> None:
        self.service = services[0].code if len(services) == 1 else None
        self.department = departments[0] if len(departments) == 1 else None
        self.materials = materials

    def __call__(self, row: Row) -> MatterEntry:
        promised = _limit(row, "promised")
        term = Term.COMMITMENT if promised.amount else Term.INSTANT
        return MatterEntry(
            code=matching(row, "code", MATTER_CODE, "a matter code such as ZJ-MZ-01"),
            name=kept(row, "name", Matter),
            english=kept(row, "english", Matter),
            service=_code_or(row, "service", self.service),
            department=_code_or(row, "department", self.department),
            legal_basis=kept(row, "legal_basis", Matter),
            statutory=_limit(row, "statutory"),
            promised=promised,
            term=row.optional_choice("term", Term) or term,
            route=row.optional_choice("route", Route) or Route.OWN,
            fee=_fee(row),
            fee_basis=kept_if_given(row, "fee_basis", Matter),
            visits=row.number("visits", at_most=MOST_VISITS, at_least=0) if row.has("visits") else 1,
            is_online=row.flag("is_online"),
            materials=self._materials(row),
        )

    def _materials(self, row: Row) -> tuple[MaterialEntry, ...]:
        given = row.raw("materials") or ()
        if not isinstance(given, list | tuple):
            raise row.refuse("materials", "%(where)s must be a list.")
        return tuple(self._material(row, at, each) for at, each in enumerate(given))

    def _material(self, row: Row, at: int, given: object) -> MaterialEntry:
        where = f"materials[{at}]"
        if not isinstance(given, str):
            one = Row(given, row.where(where))
            material = read_material(one)
            one.close()
            return material
        if given not in self.materials:
            raise row.refuse(
                where, "%(where)s is %(named)s, which materials.toml does not list.", named=given
            )
        return self.materials[given]


def read_material(row: Row) -> MaterialEntry:
    return MaterialEntry(
        name=kept(row, "name", MaterialRequirement),
        english=kept(row, "english", MaterialRequirement),
        original=row.number("original", at_most=MOST_COPIES, at_least=0),
        copies=row.number("copies", at_most=MOST_COPIES, at_least=0),
        note=kept_if_given(row, "note", MaterialRequirement),
    )


def matching(row: Row, key: str, pattern: re.Pattern[str], what: str) -> str:
    value = row.text(key, at_most=LONGEST_CODE)
    if not pattern.fullmatch(value):
        raise row.refuse(key, "%(where)s must be %(what)s.", what=what)
    return value


def kept(row: Row, key: str, model: type[models.Model], column: str = "") -> str:
    """A text that fits the column it is going to be kept in."""
    return row.text(key, at_most=_length(model, column or key))


def kept_if_given(row: Row, key: str, model: type[models.Model]) -> str:
    return row.optional_text(key, at_most=_length(model, key)) or ""


def _length(model: type[models.Model], column: str) -> int:
    field = model._meta.get_field(column)
    assert isinstance(field, models.CharField)
    assert field.max_length
    return field.max_length


def _code_or(row: Row, key: str, only: str | None) -> str:
    return row.code(key) if only is None or row.has(key) else only


def _limit(row: Row, which: str) -> Limit:
    unit = row.optional_choice(f"{which}_unit", LimitUnit) or LimitUnit.WORKING_DAYS
    return Limit(row.number(f"{which}_limit", at_most=MOST[unit], at_least=0), unit)


def _fee(row: Row) -> Decimal:
    """Yuan as text with two decimals: TOML's floats would not keep it exactly."""
    if not row.has("fee"):
        return FREE
    return Decimal(matching(row, "fee", FEE, 'an amount in yuan such as "10.00"'))
