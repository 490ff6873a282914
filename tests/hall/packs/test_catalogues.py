"""Windows, matters and people of the halls with windows: complete, within the law, and everybody somewhere."""

from collections import Counter

import pytest

from county.registry.permissions import Role
from hall.packs.read import pack_codes, read_departments
from hall.packs.shape import MatterEntry, Pack
from rules.classification import Route, Term
from rules.limits import Limit, LimitUnit

HALLS = ("jingshi", "taihu", "zengjia")
WORKING = LimitUnit.WORKING_DAYS


def matters(pack: Pack) -> list[MatterEntry]:
    return [matter for window in pack.windows for matter in window.matters]


def test_there_are_six_packs() -> None:
    assert pack_codes() == ("jingshi", "qingping", "renyi", "taihu", "zengjia", "zhengwu")


def test_zengjia_opens_8_windows_taihu_6_with_8_services_jingshi_7(
    zengjia: Pack, taihu: Pack, jingshi: Pack
) -> None:
    assert [len(pack.windows) for pack in (zengjia, taihu, jingshi)] == [8, 6, 7]
    assert sum(len(window.services) for window in taihu.windows) == 8
    assert {window.is_open for pack in (zengjia, taihu, jingshi) for window in pack.windows} == {True}


@pytest.mark.parametrize("code", HALLS)
def test_every_window_offers_five_matters_or_more_each_with_papers_and_a_legal_basis(
    packs: dict[str, Pack], code: str
) -> None:
    assert min(len(window.matters) for window in packs[code].windows) >= 5
    for window in packs[code].windows:
        assert {matter.service for matter in window.matters} == {service.code for service in window.services}
    for matter in matters(packs[code]):
        assert 2 <= len(matter.materials) <= 6, matter.code
        assert all(each.original + each.copies > 0 for each in matter.materials), matter.code
        assert matter.legal_basis.startswith("《"), matter.code
        assert matter.visits >= 1, matter.code


def test_a_promise_is_never_longer_than_the_law_and_instant_means_the_same_day(
    all_packs: dict[str, Pack],
) -> None:
    for matter in (matter for pack in all_packs.values() for matter in matters(pack)):
        assert matter.promised.unit is matter.statutory.unit, matter.code
        assert matter.promised.amount <= matter.statutory.amount, matter.code
        assert (matter.term is Term.INSTANT) == (matter.promised == Limit(0, WORKING)), matter.code


def test_codes_of_matters_are_unique_over_all_halls(all_packs: dict[str, Pack]) -> None:
    codes = Counter(matter.code for pack in all_packs.values() for matter in matters(pack))
    assert [code for code, times in codes.items() if times > 1] == []
    assert codes.total() == 346


@pytest.mark.parametrize(
    "code, statutory, promised, visits, originals, copies",
    [
        ("jingshi", 641, 353, 42, 116, 53),
        ("qingping", 573, 324, 30, 83, 57),
        ("taihu", 1171, 692, 50, 151, 94),
        ("zengjia", 1215, 625, 59, 193, 94),
        ("zhengwu", 3019, 1287, 178, 535, 252),
    ],
)
def test_no_figure_of_a_matter_moves_unseen(
    all_packs: dict[str, Pack],
    code: str,
    statutory: int,
    promised: int,
    visits: int,
    originals: int,
    copies: int,
) -> None:
    """The sums of each hall's limits, visits and documents: whoever changes one figure says so here."""
    offered = matters(all_packs[code])
    papers = [material for matter in offered for material in matter.materials]
    assert sum(matter.statutory.amount for matter in offered) == statutory
    assert sum(matter.promised.amount for matter in offered) == promised
    assert sum(matter.visits for matter in offered) == visits
    assert (sum(each.original for each in papers), sum(each.copies for each in papers)) == (originals, copies)


def test_jingshi_only_takes_what_it_does_at_once_or_runs_as_agent(jingshi: Pack) -> None:
    assert {(matter.term, matter.route) for matter in matters(jingshi)} == {
        (Term.INSTANT, Route.OWN),
        (Term.COMMITMENT, Route.AGENCY),
    }


def test_a_fee_names_its_basis(all_packs: dict[str, Pack]) -> None:
    fees = {each.code: str(each.fee) for pack in all_packs.values() for each in matters(pack) if each.fee}
    assert fees == {
        "ZJ-TD-07": "10.00",
        "TH-ZH-05": "40.00",
        "TH-GT-06": "10.00",
        "QP-TD-02": "80.00",
        "ZW-BD-01": "80.00",
        "ZW-GZ-01": "80.00",
        "ZW-GZ-02": "200.00",
        "ZW-GZ-03": "80.00",
        "ZW-HJ-03": "20.00",
        "ZW-CJ-01": "120.00",
        "ZW-CJ-02": "60.00",
        "ZW-CJ-03": "60.00",
        "ZW-CG-01": "10.00",
    }
    for matter in (matter for pack in all_packs.values() for matter in matters(pack)):
        assert bool(matter.fee) == bool(matter.fee_basis), matter.code


@pytest.mark.parametrize("code", [*HALLS, "qingping", "zhengwu"])
def test_every_role_is_held_and_every_window_with_matters_has_a_clerk(
    all_packs: dict[str, Pack], code: str
) -> None:
    staff = all_packs[code].staff
    assert {role for person in staff for role in person.roles} == {
        Role.ADMINISTRATOR, Role.DIRECTOR, Role.CLERK, Role.AGENT, Role.DISCIPLINE_OFFICER
    }  # fmt: skip
    served = {window for person in staff if Role.CLERK in person.roles for window in person.windows}
    assert served == {window.code for window in all_packs[code].windows if window.matters}
    assert all(person.username.startswith(f"{code}.") for person in staff)


def test_jingshi_has_fewer_staff_than_windows_and_a_stand_in_for_each(jingshi: Pack) -> None:
    assert len(jingshi.staff) == 6 < len(jingshi.windows)
    serving = Counter(window for person in jingshi.staff for window in person.windows)
    assert set(serving.values()) == {2}


def test_jingshi_lists_its_equipment_and_its_140_square_metres(jingshi: Pack) -> None:
    assert (jingshi.hall.floor_area, jingshi.hall.floor) == (140, 1)
    assert len(jingshi.hall.equipment) == 12
    assert "rating_device" in {each.code for each in jingshi.hall.equipment}


def test_the_county_knows_37_departments_once_each() -> None:
    codes = [department.code for department in read_departments()]
    assert codes == sorted(set(codes))
    assert len(codes) == 37
