"""No single number of a pack can be another unseen: each one changed alone is refused, or a test here fails."""

import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from support.mutation import Mutation, mutations
from support.walks import refused_by, walks

from hall.packs import read
from hall.packs.shape import Pack

# How many numbers each pack has: a run over fewer would prove less than it says.
NUMBERS = {
    "jingshi": 571,
    "qingping": 181,
    "renyi": 43,
    "taihu": 814,
    "zengjia": 1355,
    "zhengwu": 979,
}

# As many of them are figures and citations in the rule tables of A, B, C and D (and not in a text).
FIGURES = {"jingshi": 14, "qingping": 9, "taihu": 73, "zengjia": 269}
IN_WORDS = re.compile(r"^articles|\.(name|english|occurrence|text|grave_when)$")
HERE = Path(__file__).parent


class Shelf:
    """The files of the packs, parsed and read once; one of them may be given out with other data."""

    def __init__(self) -> None:
        self.changed: tuple[Path, dict[str, Any]] | None = None
        self._data: dict[str, dict[str, Any]] = {}
        self._read: dict[Path, Any] = {}
        self._explained = read._explained

    def explained(self, file: Path, reader: Callable[[dict[str, Any]], Any]) -> Any:
        """In place of read._explained: only what changed goes the real way again."""
        if self._is_stale(file):
            return self._explained(file, reader)
        if file not in self._read:
            self._read[file] = self._explained(file, reader)
        return self._read[file]

    def loads(self, text: str) -> dict[str, Any]:
        """In place of tomllib.loads."""
        if self.changed and text == self.changed[0].read_text(encoding="utf-8"):
            return self.changed[1]
        if text not in self._data:
            self._data[text] = tomllib.loads(text)
        return self._data[text]

    def _is_stale(self, file: Path) -> bool:
        """The changed file itself, and every window when the documents they name by code changed."""
        if self.changed is None:
            return False
        changed = self.changed[0]
        return file == changed or (changed.name == read.MATERIALS and file.parent.name == read.WINDOWS)


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> Shelf:
    shelf = Shelf()
    monkeypatch.setattr(read, "_explained", shelf.explained)
    toml = SimpleNamespace(loads=shelf.loads, TOMLDecodeError=tomllib.TOMLDecodeError)
    monkeypatch.setattr(read, "tomllib", toml)
    return shelf


def tries(shelf: Shelf, code: str, pattern: str = "*.toml") -> Iterator[tuple[str, Mutation, Pack | None]]:
    """The pack with each of its numbers changed alone, file and number; None where reading it is refused."""
    home = settings.PACKS_DIR / code
    for file in sorted(home.rglob(pattern)):
        for mutation in mutations(tomllib.loads(file.read_text(encoding="utf-8"))):
            shelf.changed = file, mutation.data
            yield str(file.relative_to(home)), mutation, _read(code)
    shelf.changed = None


def _read(code: str) -> Pack | None:
    try:
        return read.read_pack(code)
    except read.PackError:
        return None


@pytest.mark.parametrize("code", NUMBERS)
def test_no_number_of_a_pack_can_be_another_unseen(shelf: Shelf, code: str) -> None:
    tests = walks(HERE, code, "all_packs")
    assert refused_by(tests, read.read_pack(code)) is None  # nothing fails as long as nothing is changed
    tried, survivors = 0, []
    for file, mutation, pack in tries(shelf, code):
        tried += 1
        if pack is not None and refused_by(tests, pack) is None:
            survivors.append(f"{code}/{file}: {mutation}")
    assert survivors == []
    assert tried == NUMBERS[code]


@pytest.mark.parametrize("code", FIGURES)
def test_a_figure_of_the_rules_is_held_by_the_walk_that_names_its_article(shelf: Shelf, code: str) -> None:
    """Not only by the tables of texts and windows: those would not say which article was broken."""
    tests = walks(HERE, code)
    tried, survivors = 0, []
    for _, mutation, pack in tries(shelf, code, read.REGULATION):
        if not IN_WORDS.search(mutation.place):
            tried += 1
            if pack is not None and refused_by(tests, pack) is None:
                survivors.append(str(mutation))
    assert survivors == []
    assert tried == FIGURES[code]


def test_every_pack_is_tried() -> None:
    assert read.pack_codes() == tuple(NUMBERS)


def test_a_number_is_changed_wherever_it_stands() -> None:
    data = tomllib.loads(
        'phone = "0000-09"\non = 2012-02-29\nopen = true\n'
        'hours = ["08:00", "12-31"]\nrows = [{ days = 0.5, text = "每半天扣5分，依第一百条第四十九条" }]\n'
    )
    found: list[Mutation] = list(mutations(data))
    assert [str(each) for each in found] == [
        "phone: 0000 → 0001-09",
        "phone: 09 → 0000-10",
        "on: 2012-02-29 → 2012-03-01",
        "hours[0]: 08:00 → 08:30",
        "hours[1]: 12-31 → 01-01",
        "rows[0].days: 0.5 → 1.5",
        "rows[0].text: 半 → 每一天扣5分，依第一百条第四十九条",
        "rows[0].text: 5 → 每半天扣6分，依第一百条第四十九条",
        "rows[0].text: 一百 → 每半天扣5分，依第一百零一条第四十九条",
        "rows[0].text: 四十九 → 每半天扣5分，依第一百条第五十条",
    ]
    assert [each.data["rows"][0]["days"] for each in found] == [0.5] * 5 + [1.5] + [0.5] * 4
    assert found[0].data == {**data, "phone": "0001-09"}
