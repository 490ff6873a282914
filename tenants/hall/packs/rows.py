"""Reads one row of a pack's tables strictly: right types, no unknown keys; or says which key is wrong."""

import re
from collections.abc import Mapping

from county.registry.models import Hall
from county.registry.permissions import Role
from hall.catalogue.models import Window
from hall.packs.matters import MatterReader, matching, read_material
from hall.packs.shape import (
    DepartmentEntry,
    Equipment,
    HallEntry,
    MaterialEntry,
    ServiceEntry,
    StaffEntry,
    WindowEntry,
)
from rules.tables.reading import Row

WINDOW_CODE = re.compile(r"[a-z][a-z0-9-]*")
USERNAME = re.compile(r"[a-z0-9]+(\.[a-z0-9]+)*")
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


def read_window(row: Row, materials: Mapping[str, MaterialEntry]) -> WindowEntry:
    services, departments = row.rows("services", _read_service), row.codes("departments")
    return WindowEntry(
        number=row.optional_number("number", at_most=9_999),
        stands_after=row.optional_number("stands_after", at_most=9_999),
        code=matching(row, "code", WINDOW_CODE, "a window code: small letters, digits and hyphens"),
        name=row.text("name"),
        english=row.text("english"),
        provider=_provider(row),
        departments=departments,
        joint_code=row.optional_text("joint_code") or "",
        floor=row.optional_number("floor", at_most=200),
        phone=row.optional_text("phone") or "",
        days_of_month=_days(row),
        is_open=row.flag("is_open"),
        services=services,
        matters=row.rows("matters", MatterReader(services, departments, materials)),
    )


def read_coded_material(row: Row) -> tuple[str, MaterialEntry]:
    """A line of materials.toml: a document with the code by which matters name it."""
    return row.code("code"), read_material(row)


def read_staff(row: Row) -> StaffEntry:
    roles = row.choices("roles", Role)
    if not roles or COUNTY_ROLES & set(roles):
        raise row.refuse("roles", "%(where)s must name one or more roles of a hall.")
    return StaffEntry(
        username=matching(row, "username", USERNAME, "a sign-in name such as zengjia.civil"),
        name=row.text("name"),
        roles=roles,
        windows=_window_codes(row),
        post=row.text("post"),
    )


def _read_equipment(row: Row) -> Equipment:
    return Equipment(row.code("code"), row.text("name"), row.text("english"), row.number("count"))


def _read_service(row: Row) -> ServiceEntry:
    return ServiceEntry(row.code("code"), row.text("name"), row.text("english"))


def _days(row: Row) -> tuple[int, ...]:
    days = row.raw("days_of_month") or []
    if not isinstance(days, list) or not all(type(day) is int and 1 <= day <= 31 for day in days):
        raise row.refuse("days_of_month", "%(where)s must be a list of days from 1 to 31.")
    return tuple(sorted(set(days)))


def _provider(row: Row) -> str:
    if not row.has("provider"):
        return Window.Provider.DEPARTMENT.value
    provider = row.text("provider")
    if provider not in Window.Provider.values:
        values = ", ".join(Window.Provider.values)
        raise row.refuse("provider", "%(where)s must be one of: %(values)s.", values=values)
    return provider


def _hall_kind(row: Row) -> str:
    kind = row.text("kind")
    if kind not in Hall.Kind.values:
        raise row.refuse("kind", "%(where)s must be one of: %(kinds)s.", kinds=", ".join(Hall.Kind.values))
    return kind


def _window_codes(row: Row) -> tuple[str, ...]:
    codes = row.raw("windows")
    if not isinstance(codes, list) or not all(isinstance(code, str) for code in codes):
        raise row.refuse("windows", "%(where)s must be a list of window codes.")
    return tuple(codes)
