"""Reads a pack from its folder: `read_pack("zengjia")`. What is wrong is a PackError naming file, table and field."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings

from hall.packs.check import check_pack
from hall.packs.rows import read_coded_material, read_department, read_hall, read_staff, read_window
from hall.packs.shape import DepartmentEntry, MaterialEntry, Pack, StaffEntry, WindowEntry
from rules.errors import RuleError
from rules.rulebook import Rulebook
from rules.tables.reading import Row

T = TypeVar("T")
HALL, REGULATION, WINDOWS, STAFF = "hall.toml", "regulation.toml", "windows", "staff.toml"
DEPARTMENTS, MATERIALS = "departments.toml", "materials.toml"


class PackError(ValueError):
    """A pack cannot be read: `zengjia/staff.toml: staff[2].roles must name …`. Rows are counted from 0."""


def pack_codes(folder: Path | None = None) -> tuple[str, ...]:
    """The packs there are, by code."""
    return tuple(sorted(path.parent.name for path in (folder or settings.PACKS_DIR).glob(f"*/{HALL}")))


def read_departments(folder: Path | None = None) -> tuple[DepartmentEntry, ...]:
    """The county's departments, which the windows of all packs name by code."""
    file = (folder or settings.PACKS_DIR) / DEPARTMENTS
    return _explained(file, lambda data: _rows(data, "departments", read_department))


def read_pack(code: str, folder: Path | None = None) -> Pack:
    """The pack of that code under PACKS_DIR, checked as a whole. PackError when anything in it is wrong."""
    folder = folder or settings.PACKS_DIR
    home = folder / code
    if code not in pack_codes(folder):
        raise PackError(f"{code}: there is no such pack.")
    regulation, rulebook = _explained(home / REGULATION, _regulation)
    pack = Pack(
        hall=_explained(home / HALL, lambda data: _whole(data, read_hall)),
        regulation=regulation,
        rulebook=rulebook,
        windows=_windows(home),
        staff=_explained(home / STAFF, _staff),
    )
    for file, sentence in check_pack(pack, code, {each.code for each in read_departments(folder)}):
        raise PackError(f"{code}/{file}: {sentence}")
    return pack


def _explained(file: Path, read: Callable[[dict[str, Any]], T]) -> T:
    """What `read` makes of the file, or its complaint with the file's name in front."""
    where = f"{file.parent.name}/{file.name}"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(f"{where}: the file is missing.") from None
    except RecursionError:
        raise PackError(f"{where}: too many brackets within brackets.") from None
    except ValueError as error:  # no TOML, no UTF-8, a number of thousands of digits
        raise PackError(f"{where}: {error}") from None
    try:
        return read(data)
    except RuleError as error:
        raise PackError(f"{where}: {error}") from error


def _regulation(data: dict[str, Any]) -> tuple[Mapping[str, Any], Rulebook]:
    rulebook = Rulebook.parse(data)
    return {
        key: value.isoformat() if isinstance(value, date) else value for key, value in data.items()
    }, rulebook


def _windows(home: Path) -> tuple[WindowEntry, ...]:
    """The windows of all files, as many in a file as one likes, in the order of the files' names.

    No folder, no windows: a regulation may stand alone.
    """
    materials = _materials(home / MATERIALS)
    files = sorted((home / WINDOWS).glob("*.toml"))
    one = partial(read_window, materials=materials)
    read = (_explained(file, lambda data: _rows(data, "windows", one)) for file in files)
    return tuple(window for windows in read for window in windows)


def _materials(file: Path) -> dict[str, MaterialEntry]:
    """The documents that matters of this pack name by code; a pack that writes each one out has no such file."""
    if not file.exists():
        return {}
    return dict(_explained(file, lambda data: _rows(data, "materials", read_coded_material)))


def _staff(data: dict[str, Any]) -> tuple[StaffEntry, ...]:
    return _rows(data, "staff", read_staff)


def _rows(data: dict[str, Any], table: str, read: Callable[[Row], T]) -> tuple[T, ...]:
    return _whole(data, lambda row: row.rows(table, read))


def _whole(data: dict[str, Any], read: Callable[[Row], T]) -> T:
    row = Row(data)
    value = read(row)
    row.close()
    return value
