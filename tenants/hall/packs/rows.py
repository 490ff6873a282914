"""Reads one row of a pack's tables strictly: right types, no unknown keys; or says which key is wrong."""

import re
from decimal import Decimal

from county.registry.models import Hall
from county.registry.permissions import Role
from hall.packs.shape import (
    DepartmentEntry,
    Equipment,
    HallEntry,
    MaterialEntry,
    MatterEntry,
    ServiceEntry,
    StaffEntry,
    WindowEntry,
)
from rules.classification import Route, Term
from rules.limits import Limit, LimitUnit
from rules.reading import Row

WINDOW_CODE = re.compile(r"[a-z][a-z0-9-]*")
MATTER_CODE = re.compile(r"[A-Z]+(-[A-Z]+)*-[0-9]+")
USERNAME = re.compile(r"[a-z0-9]+(\.[a-z0-9]+)*")
FEE = re.compile(r"[0-9]{1,6}\.[0-9]{2}")
COUNTY_ROLES = {Role.COUNTY_ADMINISTRATOR, Role.SUPERVISOR}


def read_department(row: Row) -> DepartmentEntry:
    return DepartmentEntry(row.code("code"), row.text("name"), row.text("english"))


def read_hall(row: Row) -> HallEntry:
    return HallEntry(
        code=row.code("code"),
        name=row.text("name"),
        english=row.text("english"),
        kind=_hall_kind(row),
        address=row.text("address"),
        phone=row.text("phone"),
        complaint_phone=row.text("complaint_phone"),
        complaint_box=row.text("complaint_box"),
        leader=row.text("leader"),
        office=row.text("office"),
        floor_area=row.optional_number("floor_area"),
        floor=row.optional_number("floor"),
        equipment=row.rows("equipment", _read_equipment),
    )


def read_window(row: Row) -> WindowEntry:
    return WindowEntry(
        number=row.number("number"),
        code=_matching(row, "code", WINDOW_CODE, "a window code: small letters, digits and hyphens"),
        name=row.text("name"),
        english=row.text("english"),
        departments=row.codes("departments"),
        is_open=row.flag("is_open"),
        services=row.rows("services", _read_service),
        matters=row.rows("matters", _read_matter),
    )


def read_staff(row: Row) -> StaffEntry:
    roles = row.choices("roles", Role)
    if not roles or COUNTY_ROLES & set(roles):
        raise row.refuse("roles", "%(where)s must name one or more roles of a hall.")
    return StaffEntry(
        username=_matching(row, "username", USERNAME, "a sign-in name such as zengjia.civil"),
        name=row.text("name"),
        roles=roles,
        windows=_window_codes(row),
        post=row.text("post"),
    )


def _read_equipment(row: Row) -> Equipment:
    return Equipment(row.code("code"), row.text("name"), row.text("english"), row.number("count"))


def _read_service(row: Row) -> ServiceEntry:
    return ServiceEntry(row.code("code"), row.text("name"), row.text("english"))


def _read_matter(row: Row) -> MatterEntry:
    return MatterEntry(
        code=_matching(row, "code", MATTER_CODE, "a matter code such as ZJ-MZ-01"),
        name=row.text("name"),
        english=row.text("english"),
        service=row.code("service"),
        department=row.code("department"),
        legal_basis=row.text("legal_basis"),
        statutory=Limit(_count(row, "statutory_limit"), row.choice("statutory_unit", LimitUnit)),
        promised=Limit(_count(row, "promised_limit"), row.choice("promised_unit", LimitUnit)),
        term=row.choice("term", Term),
        route=row.choice("route", Route),
        fee=_fee(row),
        fee_basis=row.optional_text("fee_basis") or "",
        visits=_count(row, "visits"),
        is_online=row.flag("is_online"),
        materials=row.rows("materials", _read_material),
    )


def _read_material(row: Row) -> MaterialEntry:
    return MaterialEntry(
        name=row.text("name"),
        english=row.text("english"),
        original=_count(row, "original"),
        copies=_count(row, "copies"),
        note=row.optional_text("note") or "",
    )


def _hall_kind(row: Row) -> str:
    kind = row.text("kind")
    if kind not in Hall.Kind.values:
        raise row.refuse("kind", "%(where)s must be one of: %(kinds)s.", kinds=", ".join(Hall.Kind.values))
    return kind


def _matching(row: Row, key: str, pattern: re.Pattern[str], what: str) -> str:
    value = row.text(key)
    if not pattern.fullmatch(value):
        raise row.refuse(key, "%(where)s must be %(what)s.", what=what)
    return value


def _count(row: Row, key: str) -> int:
    """A whole number that may be 0; `Row.number` begins at 1."""
    value = row.raw(key)
    if type(value) is not int or not 0 <= value <= 3660:
        raise row.refuse(key, "%(where)s must be a whole number from 0 to 3660.")
    return value


def _fee(row: Row) -> Decimal:
    """Yuan as text with two decimals: TOML's floats would not keep it exactly."""
    return Decimal(_matching(row, "fee", FEE, 'an amount in yuan such as "10.00"'))


def _window_codes(row: Row) -> tuple[str, ...]:
    codes = row.raw("windows")
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise row.refuse("windows", "%(where)s must be a list of window codes.")
    return tuple(codes)
