"""Values on their way to a log or to Sentry: walked to the end, by key and by pattern, and never fetched."""

from collections import OrderedDict
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from sentry_sdk.scrubber import DEFAULT_DENYLIST, DEFAULT_PII_DENYLIST
from support import nasty

from config.personal import is_personal
from config.scrub import DEEPEST, MOST_ITEMS, scrub


def test_every_kind_of_container_is_walked() -> None:
    given = {
        "message": f"intake of {nasty.ID_NUMBER}",
        "items": [nasty.MOBILE, (nasty.CARD, {"deep": {nasty.PERMIT}})],
        "raw": f"号{nasty.ID_NUMBER}".encode(),
        "ordered": OrderedDict(code="M-10"),
    }
    assert scrub(given) == {
        "message": "intake of [id number]",
        "items": ["[phone]", ("[card]", {"deep": ["[permit]"]})],
        "raw": "号[id number]",
        "ordered": {"code": "M-10"},
    }


def test_what_is_given_is_not_changed() -> None:
    given: dict[str, Any] = {"phone": nasty.MOBILE, "list": [nasty.ID_NUMBER]}
    scrub(given)
    assert given == {"phone": nasty.MOBILE, "list": [nasty.ID_NUMBER]}


@pytest.mark.parametrize(
    "key",
    [
        *(
            "id_number",
            "idNumber",
            "ID-Number",
            "ｉｄＮｕｍｂｅｒ",
            "id_number_sealed",
            "phone",
            "mobilePhone",
        ),
        *("address", "applicant", "applicantName", "collector_name", "password", "new_password1", "token"),
        *("accessToken", "SECRET_KEY", "Authorization", "HTTP_AUTHORIZATION", "Cookie", "sessionid"),
        *(
            "csrfmiddlewaretoken",
            "X-Forwarded-For",
            "REMOTE_ADDR",
            "申请人姓名",
            "手机号",
            "联系电话",
            "args",
        ),
        *DEFAULT_DENYLIST,
        *DEFAULT_PII_DENYLIST,
    ],
)
def test_a_telling_name_hides_whatever_stands_under_it(key: str) -> None:
    assert scrub({key: nasty.NAME, "code": "M-10"}) == {key: "[filtered]", "code": "M-10"}
    assert scrub({key: {"name": nasty.NAME}}) == {key: "[filtered]"}
    assert scrub({key: 5221234}) == {key: "[filtered]"}


@pytest.mark.parametrize("key", ["author", "hotel", "matter_code", "number", "due_at", "key", "name", "hall"])
def test_other_names_hide_nothing(key: str) -> None:
    assert not is_personal(key)
    assert scrub({key: "value"}) == {key: "value"}


def test_absence_under_a_telling_name_is_told() -> None:
    assert scrub({"phone": None, "has_token": False}) == {"phone": None, "has_token": False}


def test_a_key_is_scrubbed_like_a_value() -> None:
    assert scrub({nasty.ID_NUMBER: 1, int(nasty.MOBILE): 2, ("x", nasty.CARD): 3}) == {
        "[id number]": 1,
        "[phone]": 2,
        "('x', '[card]')": 3,
    }


def test_numbers_are_kept_unless_they_are_somebodys() -> None:
    assert scrub([int(nasty.MOBILE), int(nasty.PERMIT_HOLDER), 42, True, 1.5, None]) == [
        "[phone]",
        "[id number]",
        42,
        True,
        1.5,
        None,
    ]


def test_plain_values_of_the_standard_library_stay() -> None:
    values = [date(2026, 3, 4), Decimal("1.50"), UUID("018f2b6a-1380-7138-8000-138001380001")]
    assert scrub(values) == values


def test_an_exception_becomes_its_scrubbed_text() -> None:
    assert scrub(ValueError(f"no {nasty.MOBILE}")) == "ValueError: no [phone]"


def test_ids_of_reports_stay_but_only_ids() -> None:
    ids = {
        "event_id": "4bf92f3577b34da6a3ce929d0e0e4736",
        "span_id": "6222021234567894",
        "trace_id": nasty.MOBILE,
    }
    assert scrub({"span": "6222021234567894"}) == {"span": "[card]"}
    assert scrub(ids) == {**ids, "trace_id": "[phone]"}


def test_an_object_is_named_and_never_asked_for_its_text() -> None:
    class Queryset:
        def __repr__(self) -> str:
            raise AssertionError("its repr would run a query")

        __str__ = __eq__ = __bool__ = __repr__  # type: ignore[assignment]
        __hash__ = None  # type: ignore[assignment]

    [named] = scrub([Queryset()])
    assert named.endswith("Queryset>")
    assert scrub({"phone": Queryset()}) == {"phone": "[filtered]"}


def test_a_value_within_itself_ends() -> None:
    loop: dict[str, Any] = {"phone": nasty.MOBILE, "code": "M-10"}
    loop["again"] = [loop]
    assert scrub(loop) == {"phone": "[filtered]", "code": "M-10", "again": ["[within itself]"]}


def test_the_same_value_twice_is_no_loop() -> None:
    shared = {"code": "M-10"}
    assert scrub([shared, shared]) == [shared, shared]


def test_what_lies_too_deep_is_left_out_and_not_sent_unread() -> None:
    deep: Any = nasty.ID_NUMBER
    for _ in range(5_000):
        deep = [deep]
    clean = repr(scrub(deep))
    assert clean == "[" * DEEPEST + "'[too deep]'" + "]" * DEEPEST


def test_what_is_too_many_is_left_out_and_not_sent_unread() -> None:
    clean = scrub([nasty.MOBILE] * (MOST_ITEMS + 5))
    assert clean == ["[phone]"] * MOST_ITEMS + ["… [cut]"]
    mapping = scrub({f"key {number}": nasty.MOBILE for number in range(MOST_ITEMS + 5)})
    assert len(mapping) == MOST_ITEMS + 1
    assert mapping["… [cut]"] == 5
    wide = scrub([[[0] * 1_000] * 1_000])
    assert wide[0][-1] == "… [cut]"


@pytest.mark.parametrize("kind", nasty.TEXTS)
def test_no_form_of_personal_data_passes_inside_a_value(kind: str) -> None:
    clean = scrub({"outer": [{"inner": nasty.TEXTS[kind]}]})
    assert nasty.leaks(repr(clean)) == []
