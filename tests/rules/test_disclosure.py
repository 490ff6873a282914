"""What must be public is the hall's own list: shown or missing, item by item; the fee where the hall asks for it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.disclosure import disclosure_lines, is_fee_stated

FIVE = ["content", "procedure", "legal_basis", "materials", "promised_limit"]


def missing(book, *shown):
    lines = disclosure_lines(book.disclosures, dict.fromkeys(shown, True))
    return [line.item.code for line in lines if not line.is_shown]


def test_zengjia_asks_for_five_and_taihu_for_the_fee_too(zengjia, taihu):
    assert missing(zengjia, *FIVE) == []
    assert missing(taihu, *FIVE) == ["fee"]
    assert missing(taihu, *FIVE, "fee") == []


def test_what_is_missing_is_named_with_its_article(taihu):
    lines = disclosure_lines(taihu.disclosures, {"content": True, "procedure": False})
    assert [(line.item.code, line.is_shown) for line in lines][:3] == [
        ("content", True),
        ("procedure", False),
        ("materials", False),
    ]
    assert str(lines[0].trace[0]) == "服务内容 must be public, and is."
    assert str(lines[1].trace[0]) == "办理程序 must be public, and is missing."
    assert {line.trace[0].article for line in lines} == {"B/disclosures"}
    assert [line.trace[0].values["code"] for line in lines] == [line.item.code for line in lines]


@pytest.mark.parametrize(
    "fee, stated", [(Decimal(0), True), (0, True), (Decimal("10.00"), True), (None, False)]
)
def test_free_of_charge_is_stated_silence_is_not(fee, stated):
    assert is_fee_stated(fee) is stated


def test_what_the_hall_does_not_ask_for_is_no_line(jingshi):
    (line,) = disclosure_lines(jingshi.disclosures, {"fee": True, "promised_limit": True})
    assert (line.item.code, line.is_shown) == ("promised_limit", True)
    assert disclosure_lines((), {"fee": True}) == ()


@given(st.dictionaries(st.sampled_from([*FIVE, "fee", "other"]), st.booleans()))
def test_every_demanded_item_has_one_line_in_the_hall_s_order(taihu, shown):
    lines = disclosure_lines(taihu.disclosures, shown)
    assert [line.item for line in lines] == list(taihu.disclosures)
    assert all(line.is_shown == shown.get(line.item.code, False) for line in lines)
