"""The three real packs, read once for all tests of a file."""

import pytest

from hall.packs.read import read_pack
from hall.packs.shape import Pack


@pytest.fixture(scope="module")
def packs() -> dict[str, Pack]:
    return {code: read_pack(code) for code in ("jingshi", "taihu", "zengjia")}


@pytest.fixture(scope="module")
def zengjia(packs: dict[str, Pack]) -> Pack:
    return packs["zengjia"]


@pytest.fixture(scope="module")
def taihu(packs: dict[str, Pack]) -> Pack:
    return packs["taihu"]


@pytest.fixture(scope="module")
def jingshi(packs: dict[str, Pack]) -> Pack:
    return packs["jingshi"]
