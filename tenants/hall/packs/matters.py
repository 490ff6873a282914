"""Reads the matters of a pack's window: what a window or the pack says once need not be said of each."""

import re
from collections.abc import Mapping
from decimal import Decimal

from hall.packs.shape import MaterialEntry, MatterEntry, ServiceEntry
from rules.classification import Route, Term
from rules.limits import Limit, LimitUnit
from rules.tables.reading import Row

MATTER_CODE = re.compile(r"[A-Z]+(-[A-Z]+)*-[0-9]+")
FEE = re.compile(r"[0-9]{1,6}\.[0-9]{2}")
FREE = Decimal("0.00")


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
            name=row.text("name"),
            english=row.text("english"),
            service=_code_or(row, "service", self.service),
            department=_code_or(row, "department", self.department),
            legal_basis=row.text("legal_basis"),
            statutory=_limit(row, "statutory"),
            promised=promised,
            term=row.optional_choice("term", Term) or term,
            route=row.optional_choice("route", Route) or Route.OWN,
            fee=_fee(row),
            fee_basis=row.optional_text("fee_basis") or "",
            visits=count(row, "visits") if row.has("visits") else 1,
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
        name=row.text("name"),
        english=row.text("english"),
        original=count(row, "original"),
        copies=count(row, "copies"),
        note=row.optional_text("note") or "",
    )


def matching(row: Row, key: str, pattern: re.Pattern[str], what: str) -> str:
    value = row.text(key)
    if not pattern.fullmatch(value):
        raise row.refuse(key, "%(where)s must be %(what)s.", what=what)
    return value


def count(row: Row, key: str) -> int:
    """A whole number that may be 0; `Row.number` begins at 1."""
    value = row.raw(key)
    if type(value) is not int or not 0 <= value <= 3660:
        raise row.refuse(key, "%(where)s must be a whole number from 0 to 3660.")
    return value


def _code_or(row: Row, key: str, only: str | None) -> str:
    return row.code(key) if only is None or row.has(key) else only


def _limit(row: Row, which: str) -> Limit:
    unit = row.optional_choice(f"{which}_unit", LimitUnit) or LimitUnit.WORKING_DAYS
    return Limit(count(row, f"{which}_limit"), unit)


def _fee(row: Row) -> Decimal:
    """Yuan as text with two decimals: TOML's floats would not keep it exactly."""
    if not row.has("fee"):
        return FREE
    return Decimal(matching(row, "fee", FEE, 'an amount in yuan such as "10.00"'))
