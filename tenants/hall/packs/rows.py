"""Reads one row of a pack's tables strictly: right types, no unknown keys; or says which key is wrong."""

import re
from collections.abc import Mapping

from county.registry.models import Department, Hall
from county.registry.permissions import Role
from hall.catalogue.models import Service, Window
from hall.office.models import Profile
from hall.packs.matters import MatterReader, kept, kept_if_given, matching, read_material
from hall.packs.shape import (
    DepartmentEntry,
    Equipment,
    HallEntry,
    MaterialEntry,
    ServiceEntry,
    StaffEntry,
    WindowEntry,
)
from hall.people.models import Staff
from rules.tables.reading import Row

WINDOW_CODE = re.compile(r"[a-z][a-z0-9-]*")
USERNAME = re.compile(r"[a-z0-9]+(\.[a-z0-9]+)*")
COUNTY_ROLES = {Role.COUNTY_ADMINISTRATOR, Role.SUPERVISOR}


def read_department(row: Row) -> DepartmentEntry:
    return DepartmentEntry(row.code("code"), kept(row, "name", Department), kept(row, "english", Department))


def read_hall(row: Row) -> HallEntry:
    return HallEntry(
        code=row.code("code"),
        name=kept(row, "name", Hall),
        english=kept(row, "english", Hall),
        kind=_hall_kind(row),
        address=kept(row, "address", Profile),
        phone=kept(row, "phone", Profile),
        complaint_phone=kept(row, "complaint_phone", Profile),
        complaint_box=kept(row, "complaint_box", Profile),
        leader=kept(row, "leader", Profile),
        office=kept(row, "office", Profile),
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
        name=kept(row, "name", Window),
        english=kept(row, "english", Window),
        provider=_provider(row),
        departments=departments,
        joint_code=kept_if_given(row, "joint_code", Window),
        floor=row.optional_number("floor", at_most=200),
        phone=kept_if_given(row, "phone", Window),
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
        name=kept(row, "name", Staff),
        roles=roles,
        windows=_window_codes(row),
        post=kept(row, "post", Staff),
    )


def _read_equipment(row: Row) -> Equipment:
    return Equipment(row.code("code"), row.text("name"), row.text("english"), row.number("count"))


def _read_service(row: Row) -> ServiceEntry:
    return ServiceEntry(row.code("code"), kept(row, "name", Service), kept(row, "english", Service))


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
    if len(set(codes)) != len(codes):
        raise row.refuse("windows", "%(where)s names something twice.")
    return tuple(codes)
