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


def spoil(folder: Path, file: str, old: str, new: str, pack: str = "zengjia") -> None:
    """Replace the first `old` of a file of the pack."""
    path = folder / pack / file
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
    (
        "staff.toml",
        '["water"]',
        '["water", "water"]',
        "zengjia/staff.toml: staff[10].windows names something twice.",
    ),
    ("staff.toml", '\nname = "', f'\nname = "{"长" * 61}', "staff[0].name has more than 60 characters."),
    (
        CIVIL,
        "statutory_limit = ",
        "statutory_limit = 99",
        "matters[0].statutory_limit must be a whole number",
    ),
    (CIVIL, 'legal_basis = "', f'legal_basis = "{"法" * 301}', "legal_basis has more than 300 characters."),
    ("hall.toml", 'leader = "', 'leader = "\\u0000', "zengjia/hall.toml: leader has a line break or"),
    ("hall.toml", 'leader = "', f"x = {'[' * 5000}", "zengjia/hall.toml: too many brackets within brackets."),
    ("hall.toml", 'leader = "', f'x = {"9" * 5000}\nleader = "', "zengjia/hall.toml: "),
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


def test_a_pack_may_have_no_windows_but_nobody_can_serve_one_then(folder: Path) -> None:
    for file in (folder / "zengjia" / "windows").iterdir():
        file.unlink()
    with pytest.raises(
        PackError, match=r"zengjia\.civil serves civil-affairs, which is no window of this hall"
    ):
        read_pack("zengjia", folder)
    assert read_pack("renyi", folder).windows == ()


IN_ONE_LINE = [
    ("number = 1\n", "", "(marriage): it needs a number, or the number it stands_after, and not both"),
    ("number = 1\n", "number = 1\nstands_after = 2\n", "(marriage): it needs a number, or the number"),
    ("number = 1\n", "number = 10000\n", "windows[0].number must be a whole number from 1 to 9999"),
    ("[20]", "[32]", "windows[2].days_of_month must be a list of days from 1 to 31"),
    ("[20]", '"20"', "windows[2].days_of_month must be a list of days from 1 to 31"),
    ("floor = 1", 'provider = "ghost"', "windows[0].provider must be one of: department, firm, self_service"),
    ("floor = 1", 'provider = "self_service"', "(marriage): nobody takes in a case at a self-service window"),
    ("floor = 1", 'joint_code = "alone"', "joint_code alone is at one window only"),
    (
        '"household"',
        '"moon_rock"',
        "matters[0].materials[1] is moon_rock, which materials.toml does not list",
    ),
    (
        'code = "ZW-HY-01"',
        'code = "ZW-HY-01", term = "commitment"',
        "ZW-HY-01: an instant matter, and no other",
    ),
]


@pytest.mark.parametrize("old, new, sentence", IN_ONE_LINE)
def test_what_is_wrong_in_the_county_hall_is_named(folder: Path, old: str, new: str, sentence: str) -> None:
    spoil(folder, "windows/11-people.toml", old, new, pack="zhengwu")
    with pytest.raises(PackError) as refused:
        read_pack("zhengwu", folder)
    assert sentence in str(refused.value)


def test_a_window_that_is_no_self_service_names_a_department(folder: Path) -> None:
    spoil(folder, "windows/12-money-and-homes.toml", 'provider = "self_service"\n', "", pack="zhengwu")
    with pytest.raises(
        PackError, match=r"\(self-service-bank\): departments must name one department or more"
    ):
        read_pack("zhengwu", folder)


def test_a_matter_at_a_window_of_two_services_says_which(folder: Path) -> None:
    spoil(folder, "windows/14-trade-and-supply.toml", 'service = "culture", ', "", pack="zhengwu")
    with pytest.raises(PackError, match=r"windows\[1\]\.matters\[0\]\.service is missing"):
        read_pack("zhengwu", folder)


def test_a_list_of_materials_is_read_as_strictly(folder: Path) -> None:
    spoil(folder, "materials.toml", "original = 1", "original = -1", pack="zhengwu")
    with pytest.raises(
        PackError, match=r"^zhengwu/materials\.toml: materials\[0\]\.original must be a whole number"
    ):
        read_pack("zhengwu", folder)


@pytest.mark.parametrize("code", ["nowhere", "", "..", "../packs/zengjia", "zengjia/windows"])
def test_only_a_folder_of_the_packs_is_a_pack(folder: Path, code: str) -> None:
    with pytest.raises(PackError, match=r"there is no such pack\.$"):
        read_pack(code, folder)


def test_a_broken_department_list_is_named(folder: Path) -> None:
    (folder / "departments.toml").write_text('[[departments]]\ncode = "water"\n', encoding="utf-8")
    with pytest.raises(PackError, match=r"packs/departments\.toml: departments\[0\]\.name is missing\.$"):
        read_departments(folder)
