"""What a pack says, as frozen values: a hall, its regulation, windows, matters and people."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from county.registry.permissions import Role
from rules.classification import Route, Term
from rules.limits import Limit
from rules.rulebook import Rulebook


@dataclass(frozen=True)
class DepartmentEntry:
    """A department of the county that windows may name."""

    code: str
    name: str
    english: str


@dataclass(frozen=True)
class Equipment:
    """One line of the hall's list of things to check."""

    code: str
    name: str
    english: str
    count: int


@dataclass(frozen=True)
class HallEntry:
    """Who the hall is and where it is found. `floor_area` is in square metres."""

    code: str
    name: str
    english: str
    kind: str
    address: str
    phone: str
    complaint_phone: str
    complaint_box: str
    leader: str
    office: str
    floor_area: int | None = None
    floor: int | None = None
    equipment: tuple[Equipment, ...] = ()


@dataclass(frozen=True)
class ServiceEntry:
    code: str
    name: str
    english: str


@dataclass(frozen=True)
class MaterialEntry:
    """A document a matter asks for: how many originals and copies."""

    name: str
    english: str
    original: int
    copies: int
    note: str = ""


@dataclass(frozen=True)
class MatterEntry:
    """What one can apply for. Both limits are in the same unit, the fee in yuan."""

    code: str
    name: str
    english: str
    service: str
    department: str
    legal_basis: str
    statutory: Limit
    promised: Limit
    term: Term
    route: Route
    fee: Decimal
    fee_basis: str
    visits: int
    is_online: bool
    materials: tuple[MaterialEntry, ...]


@dataclass(frozen=True)
class WindowEntry:
    """A counter: numbered, or standing after a number. `days_of_month` is empty when it works every day.

    `provider` is a value of Window.Provider; windows with the same `joint_code` are one joint window.
    """

    number: int | None
    code: str
    name: str
    english: str
    departments: tuple[str, ...]
    is_open: bool
    services: tuple[ServiceEntry, ...]
    matters: tuple[MatterEntry, ...]
    stands_after: int | None = None
    provider: str = "department"
    joint_code: str = ""
    floor: int | None = None
    phone: str = ""
    days_of_month: tuple[int, ...] = ()


@dataclass(frozen=True)
class StaffEntry:
    """A named person: roles in the hall, and the codes of the windows they serve."""

    username: str
    name: str
    roles: tuple[Role, ...]
    windows: tuple[str, ...]
    post: str


@dataclass(frozen=True)
class Pack:
    """A whole pack. `regulation` is the plain, JSON-able data that `rulebook` was parsed from."""

    hall: HallEntry
    regulation: Mapping[str, Any]
    rulebook: Rulebook
    windows: tuple[WindowEntry, ...]
    staff: tuple[StaffEntry, ...]
