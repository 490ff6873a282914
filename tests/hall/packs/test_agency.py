"""The agency stations of the real halls, in order, and whose limits count what."""

import pytest
from support.agency import TAIHU, ZENGJIA

from rules.agency import NEUTRAL, check_station, stations
from rules.errors import RuleError


def codes(pack):
    return tuple(station.code for station in stations(pack.rulebook.agency))


def test_zengjia_and_taihu_go_by_their_own_stations(zengjia, taihu):
    assert codes(zengjia) == ZENGJIA
    assert codes(taihu) == TAIHU


@pytest.mark.parametrize("pack", ["zengjia", "taihu"])
def test_a_real_case_passes_them_in_this_order_only(packs, pack):
    along = stations(packs[pack].rulebook.agency)
    passed = []
    for station in along:
        for other in along:
            if other is station:
                continue
            with pytest.raises(RuleError, match="in the order of the regulation"):
                check_station(along, passed, other.code)
        passed.append(check_station(along, passed, station.code).code)
    assert len(passed) == 6


def test_halls_whose_rules_name_none_go_by_the_neutral_three(jingshi, qingping):
    assert codes(jingshi) == codes(qingping) == tuple(station.code for station in NEUTRAL)


def test_the_limits_of_the_two_halls(zengjia, taihu):
    inside, upward = zengjia.rulebook.agency.inside, taihu.rulebook.agency.upward
    assert (inside.amount, inside.unit, zengjia.rulebook.agency.upward) == (7, "working_days", None)
    assert (upward.amount, upward.unit, taihu.rulebook.agency.inside) == (7, "calendar_days", None)
    assert (zengjia.rulebook.agency.is_free, zengjia.rulebook.agency.free_article) == (True, "A3/free")
