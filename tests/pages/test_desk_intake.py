"""The intake form: one case per form, errors where they belong, and what was typed stays."""

import re

import pytest
from django.test import Client
from support import build

from county.halls import HallRef, inside
from hall.cases.models import Case, CaseEvent, DayCounter, IdempotencyKey
from hall.catalogue.models import MaterialRequirement, Matter, Window
from rules.errors import RuleError

pytestmark = pytest.mark.django_db

TYPED = {
    "matter": "M-10",
    "applicant_name": "李小明",
    "phone": "138 0013 8000",
    "id_number": "11010519491231002x",
    "address": "东街1号",
    "key": "made-by-the-form",
}


def nothing_is_written(east: HallRef) -> bool:
    with inside(east):
        counts = [model.objects.count() for model in (Case, CaseEvent, DayCounter, IdempotencyKey)]
    return counts == [0, 0, 0, 0]


def test_receiving_puts_the_case_on_record_and_shows_it(visit, east, ana):
    answer = visit("ana").post("/desk/intake/", {**TYPED, "receive": "yes"}, follow=True)

    with inside(east):
        case = Case.objects.get()
    assert answer.redirect_chain == [(f"/desk/cases/{case.pk}/", 302)]
    assert (case.number, case.status, case.channel) == ("20260304-0001", "received", "window")
    assert (case.applicant_name, case.phone_mask, case.id_number_mask) == (
        "李小明",
        "138****8000",
        "110***********002X",
    )
    assert case.handler_id == ana.id
    page = answer.content.decode()
    assert "20260304-0001 is on record. Give the applicant this number." in page
    assert "The clock starts when the case is accepted." in page


def test_receiving_and_accepting_are_both_done_at_once(visit, east):
    visit("ana").post("/desk/intake/", {**TYPED, "accept": "yes"})

    with inside(east):
        assert Case.objects.values_list("status", "version").get() == ("accepted", 2)
        assert list(CaseEvent.objects.order_by("sequence").values_list("action", flat=True)) == [
            "intake",
            "accept",
        ]


def test_when_accepting_fails_nothing_is_received(visit, east, monkeypatch):
    def fails(*args: object, **kwargs: object) -> None:
        raise RuleError("hours_missing", "No hours.", "regulation")

    monkeypatch.setattr("hall.desk.intake.accept_case", fails)
    answer = visit("ana").post("/desk/intake/", {**TYPED, "accept": "yes"})

    assert answer.status_code == 422
    assert nothing_is_written(east)


@pytest.mark.parametrize("button", ["receive", "accept"])
def test_a_double_click_makes_one_case(visit, east, button):
    browser = visit("ana")

    first = browser.post("/desk/intake/", {**TYPED, button: "yes"})
    second = browser.post("/desk/intake/", {**TYPED, button: "yes"})

    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    with inside(east):
        assert Case.objects.count() == 1
        assert CaseEvent.objects.count() == {"receive": 1, "accept": 2}[button]


def test_every_rendering_of_the_form_has_a_key_of_its_own(visit):
    browser = visit("ana")

    keys = [
        re.search(r'name="key" value="(\w{32})"', browser.get("/desk/intake/").content.decode())
        for _ in range(2)
    ]

    assert keys[0][1] != keys[1][1]


def test_a_form_sent_again_for_somebody_else_is_asked_about_and_then_goes_through(visit, east):
    browser = visit("ana")
    browser.post("/desk/intake/", {**TYPED, "receive": "yes"})

    other = {**TYPED, "applicant_name": "王芳", "receive": "yes"}
    answer = browser.post("/desk/intake/", other)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This key was already used for a different application." in page
    key = re.search(r'name="key" value="(\w{32})"', page)[1]
    assert browser.post("/desk/intake/", {**other, "key": key}).status_code == 302
    with inside(east):
        assert sorted(Case.objects.values_list("applicant_name", flat=True)) == ["李小明", "王芳"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("phone", "12345", "This is not a phone number"),
        ("id_number", "110105194912310021", "its last character does not fit"),
        ("id_number", "4403", "An ID number has 18 characters"),
        ("applicant_name", "李😀", "A name is written in Chinese characters or Latin letters only."),
        ("applicant_name", "李\x00明", "Null characters are not allowed."),
        ("applicant_name", "", "This field is required."),
        ("address", "东街\x00", "Null characters are not allowed."),
        ("address", "街" * 250, "The text is too long"),
        ("matter", "M-404", "This hall has no such matter."),
        ("matter", "M-shut", "The window for this matter is closed."),
        ("matter", "M\x00", "Null characters are not allowed."),
        ("matter", "", "Choose a matter."),
    ],
)
def test_a_wrong_field_says_so_keeps_the_typing_and_writes_nothing(visit, east, field, typed, sentence):
    answer = visit("ana").post("/desk/intake/", {**TYPED, field: typed, "accept": "yes"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Nothing has been saved yet." in page
    kept = {**TYPED, field: typed}
    for name in ("applicant_name", "phone", "id_number", "address", "key"):
        assert f'name="{name}" value="{kept[name]}"' in page or not kept[name]
    if field != "matter":
        assert f'aria-describedby="id_{field}_error"' in page
        assert re.search(r'name="matter" value="M-10"\s+checked', page)
    assert nothing_is_written(east)


def test_all_wrong_fields_are_shown_together(visit):
    typed = {**TYPED, "phone": "1", "id_number": "2", "applicant_name": "3"}

    page = visit("ana").post("/desk/intake/", typed).content.decode()

    assert page.count('class="field-error"') == 3


def test_rare_characters_in_a_name_are_welcome(visit, east):
    visit("ana").post("/desk/intake/", {**TYPED, "applicant_name": "𠮷野·买买提", "receive": "yes"})

    with inside(east):
        assert Case.objects.get().applicant_name == "𠮷野·买买提"


def test_what_is_typed_and_what_is_stored_never_becomes_markup(visit, east):
    wicked = '"><script>alert(1)</script>'
    with inside(east):
        matter = Matter.objects.get(code="M-10")
        Matter.objects.filter(pk=matter.pk).update(name=wicked, legal_basis=wicked)
        MaterialRequirement.objects.create(matter=matter, position=1, name=wicked, note=wicked)
    browser = visit("ana", host="east")
    pages = [
        browser.post("/desk/intake/", {**TYPED, "address": wicked, "phone": wicked, "words": wicked}),
        browser.get("/desk/intake/", {"matter": "M-10", "words": wicked, "window": wicked}),
        browser.get("/desk/", {"words": wicked, "state": wicked}),
        browser.get("/desk/ledger/", {"words": wicked, "window": wicked, "after": wicked}),
        Client(HTTP_HOST="east.localhost").get("/", {"words": wicked}),
        Client(HTTP_HOST="east.localhost").get("/matters/M-10/"),
        Client(HTTP_HOST="east.localhost").post("/progress/", {"number": wicked, "tail": wicked}),
    ]

    for page in pages:
        text = page.content.decode()
        assert "alert(1)</script>" not in text
        assert "alert(1)" in text


@pytest.mark.parametrize(
    ("words", "found"),
    [("", ["M-0", "M-10"]), ("救助", ["M-10"]), ("lsjz", ["M-10"]), ("m-0", ["M-0"]), ("飞机", [])],
)
def test_matters_are_found_by_name_code_and_pinyin_and_closed_windows_are_left_out(visit, words, found):
    page = visit("ana").get("/desk/intake/matters/", {"words": words}).content.decode()

    assert re.findall(r'name="matter" value="([^"]+)"', page) == found


def test_the_chosen_matter_stays_in_the_list(visit, east):
    with inside(east):
        window = Window.objects.get(number=1)
        for n in range(20):
            build._matter(window, f"A-{n:02}", "临时", term="commitment", promised_limit=5)
    page = visit("ana").get("/desk/intake/matters/", {"words": "临时", "matter": "M-10"}).content.decode()

    listed = re.findall(r'name="matter" value="([^"]+)"', page)
    assert listed[0] == "M-10"
    assert len(listed) == 12
    assert "and 9 more: keep typing" in page


def test_the_guide_shows_documents_limits_fee_and_the_date_one_can_promise(visit, east):
    with inside(east):
        matter = Matter.objects.get(code="M-10")
        MaterialRequirement.objects.create(matter=matter, position=1, name="居民身份证", original=1, copies=2)

    page = visit("ana").get("/desk/intake/guide/", {"matter": "M-10"}).content.decode()

    assert "10 working days" in page
    assert "30 working days" in page
    assert "free of charge" in page
    assert "居民身份证" in page
    assert "1 original, 2 copies" in page
    assert "2026-03-18 17:30" in page


def test_without_script_the_search_button_keeps_what_was_typed(visit, east):
    answer = visit("ana").post("/desk/intake/", {**TYPED, "words": "高龄", "find": "yes"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="李小明"' in page
    assert 'value="M-0"' in page
    assert "field-error" not in page
    assert nothing_is_written(east)
