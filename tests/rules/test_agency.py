"""Whole-course agency: stations in the hall's own order, none skipped, none twice; amounts to the fen."""

from decimal import Decimal

import pytest

from rules.agency import NEUTRAL, check_station, is_above, must_be_filed, next_station, read_yuan, stations
from rules.errors import RuleError
from rules.tables.handling import Agency
from rules.tables.named import NamedRule

OWN = tuple(NamedRule(code, code, code, "1") for code in ("sheet", "filed_upward", "told"))


def test_a_hall_goes_by_its_own_stations_and_one_without_by_the_neutral_three():
    assert stations(Agency(steps=OWN)) == OWN
    assert stations(Agency()) == stations(None) == NEUTRAL
    assert [each.code for each in NEUTRAL] == ["filed_upward", "result_back", "handed_back"]


def test_the_next_station_is_the_first_not_passed():
    assert next_station(OWN, []).code == "sheet"
    assert next_station(OWN, ["sheet"]).code == "filed_upward"
    assert next_station(OWN, ["sheet", "filed_upward", "told"]) is None
    assert check_station(OWN, ["sheet"], "filed_upward") == OWN[1]


@pytest.mark.parametrize(
    ("passed", "code", "refusal", "following"),
    [
        ([], "filed_upward", "station_out_of_order", "sheet"),  # skipped
        (["sheet"], "sheet", "station_out_of_order", "filed_upward"),  # twice
        (["sheet", "filed_upward", "told"], "told", "station_out_of_order", "-"),  # after the end
        ([], "result_back", "station_unknown", None),  # another hall's
    ],
)
def test_a_station_out_of_order_is_refused(passed, code, refusal, following):
    with pytest.raises(RuleError) as refused:
        check_station(OWN, passed, code)

    assert (refused.value.code, refused.value.field) == (refusal, "station")
    assert refused.value.values.get("next") == following


def test_the_papers_are_above_from_filing_to_the_next_station():
    assert [is_above(OWN, [each.code for each in OWN[:n]]) for n in range(4)] == [False, False, True, False]
    assert not is_above(OWN[:2], ["sheet", "filed_upward"])  # where filing is the last, nothing comes back


def test_filing_is_owed_where_it_is_a_station():
    assert must_be_filed(OWN, ["sheet"])
    assert not must_be_filed(OWN, ["sheet", "filed_upward"])
    assert not must_be_filed((OWN[0], OWN[2]), [])


@pytest.mark.parametrize(
    ("text", "amount"), [("12.5", "12.50"), (" 80 ", "80.00"), ("1000000", "1000000.00")]
)
def test_an_amount_is_kept_to_the_fen(text, amount):
    assert str(read_yuan(text)) == amount
    assert read_yuan(text) == Decimal(amount)


@pytest.mark.parametrize(
    "text",
    ["", "-5", "0", "0.00", "NaN", "sNaN", "Infinity", "1.005", "1e9", "1e-2000000", "12,50", "1_0", "８", "12元",
     "1000000.01", "9" * 30],
)  # fmt: skip
def test_an_amount_nobody_can_pay_is_refused(text):
    with pytest.raises(RuleError) as refused:
        read_yuan(text)

    assert (refused.value.code, refused.value.field, refused.value.values) == ("fee_malformed", "amount", {})
