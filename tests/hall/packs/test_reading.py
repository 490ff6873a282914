"""A pack that is wrong is refused with the file, the table, the row and the field at fault."""

from pathlib import Path
from shutil import copytree

import pytest
from django.conf import settings

from hall.packs.read import PackError, read_departments, read_pack

CIVIL = "windows/01-civil-affairs.toml"
LAND = "windows/06-land.toml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the real packs that a test may spoil."""
    return copytree(settings.PACKS_DIR, tmp_path / "packs")


def spoil(folder: Path, file: str, old: str, new: str) -> None:
    """Replace the first `old` of a file of the Zengjia pack."""
    path = folder / "zengjia" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


WRONG = [
    (
        "hall.toml",
        'kind = "township"',
        'kind = "village"',
        "zengjia/hall.toml: kind must be one of: township",
    ),
    ("hall.toml", 'code = "zengjia"', 'code = "taihu"', "zengjia/hall.toml: code is taihu, but the folder"),
    (
        "regulation.toml",
        "amount = 1, per",
        "amount = -1, per",
        "zengjia/regulation.toml: penalties[0].amount must",
    ),
    (
        "regulation.toml",
        'article = "A6/2.1"',
        'article = "A6/2.9"',
        "names article A6/2.9, which does not exist",
    ),
    ("regulation.toml", "2012-03-01", "2012-13-01", "zengjia/regulation.toml: "),
    ("staff.toml", '["director"]', '["supervisor"]', "zengjia/staff.toml: staff[1].roles must name"),
    (
        "staff.toml",
        '["water"]',
        '["sea"]',
        "zengjia/staff.toml: zengjia.water serves sea, which is no window",
    ),
    ("staff.toml", '"zengjia.admin"', '"zengjia.director"', "username zengjia.director occurs twice"),
    ("staff.toml", '"zengjia.admin"', '"taihu.admin"', "username taihu.admin must begin with zengjia."),
    (CIVIL, 'fee = "0.00"', "fee = 0.1", "01-civil-affairs.toml: windows[0].matters[0].fee must be text"),
    (CIVIL, 'fee = "0.00"', 'fee = "-1.00"', "windows[0].matters[0].fee must be an amount in yuan"),
    (CIVIL, "copies = 0", "copies = -1", "windows[0].matters[0].materials[0].copies must be a whole number"),
    (
        CIVIL,
        "promised_limit = 7",
        "promised_limit = 21",
        "(civil-affairs): ZJ-MZ-01: promised_limit is longer",
    ),
    (CIVIL, "promised_limit = 7", "promised_limit = 0", "ZJ-MZ-01: an instant matter, and no other"),
    (CIVIL, 'promised_unit = "working_days"', 'promised_unit = "calendar_days"', "must be the same"),
    (CIVIL, 'service = "civil_affairs"', 'service = "fishing"', "service fishing is not hosted"),
    (CIVIL, '["civil_affairs"]', '["moon_office"]', "moon_office, which the county does not have"),
    (CIVIL, 'department = "civil_affairs"', 'department = "water"', "department water is not at this window"),
    (CIVIL, "is_open", "opened", "windows[0].opened is not a field of this table"),
    (CIVIL, '"ZJ-MZ-02"', '"ZJ-MZ-01"', "matter ZJ-MZ-01 occurs twice"),
    (LAND, "number = 6", "number = 5", "window number 5 occurs twice"),
]


@pytest.mark.parametrize("file, old, new, sentence", WRONG)
def test_what_is_wrong_is_named(folder: Path, file: str, old: str, new: str, sentence: str) -> None:
    spoil(folder, file, old, new)
    with pytest.raises(PackError) as refused:
        read_pack("zengjia", folder)
    assert sentence in str(refused.value)


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "zengjia" / "staff.toml").unlink()
    with pytest.raises(PackError, match=r"^zengjia/staff\.toml: the file is missing\.$"):
        read_pack("zengjia", folder)


def test_a_pack_without_windows_is_refused(folder: Path) -> None:
    for file in (folder / "zengjia" / "windows").iterdir():
        file.unlink()
    with pytest.raises(PackError, match=r"^zengjia/windows: there is no window\.$"):
        read_pack("zengjia", folder)


@pytest.mark.parametrize("code", ["nowhere", "", "..", "../packs/zengjia", "zengjia/windows"])
def test_only_a_folder_of_the_packs_is_a_pack(folder: Path, code: str) -> None:
    with pytest.raises(PackError, match=r"there is no such pack\.$"):
        read_pack(code, folder)


def test_a_broken_department_list_is_named(folder: Path) -> None:
    (folder / "departments.toml").write_text('[[departments]]\ncode = "water"\n', encoding="utf-8")
    with pytest.raises(PackError, match=r"packs/departments\.toml: departments\[0\]\.name is missing\.$"):
        read_departments(folder)
