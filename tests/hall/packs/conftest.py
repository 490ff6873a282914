"""All packs, read once for the tests of a file."""

import pytest

from hall.packs.read import pack_codes, read_pack
from hall.packs.shape import Pack

RULED = ("jingshi", "taihu", "zengjia")  # the halls whose own rules are known in full


@pytest.fixture(scope="module")
def all_packs() -> dict[str, Pack]:
    return {code: read_pack(code) for code in pack_codes()}


@pytest.fixture(scope="module")
def packs(all_packs: dict[str, Pack]) -> dict[str, Pack]:
    return {code: all_packs[code] for code in RULED}


@pytest.fixture(scope="module")
def zengjia(packs: dict[str, Pack]) -> Pack:
    return packs["zengjia"]


@pytest.fixture(scope="module")
def taihu(packs: dict[str, Pack]) -> Pack:
    return packs["taihu"]


@pytest.fixture(scope="module")
def jingshi(packs: dict[str, Pack]) -> Pack:
    return packs["jingshi"]


@pytest.fixture(scope="module")
def qingping(all_packs: dict[str, Pack]) -> Pack:
    return all_packs["qingping"]


@pytest.fixture(scope="module")
def zhengwu(all_packs: dict[str, Pack]) -> Pack:
    return all_packs["zhengwu"]


@pytest.fixture(scope="module")
def renyi(all_packs: dict[str, Pack]) -> Pack:
    return all_packs["renyi"]
