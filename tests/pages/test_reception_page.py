"""Reception at the desk: a visitor is put on record, helped on, handed over; whoever was asked sees what waits."""

import io
import re
from datetime import timedelta

import pytest
from pypdf import PdfReader
from support import build
from support.counts import counted

from county.halls import inside
from county.registry.permissions import Role
from hall.cases.models import Case
from hall.catalogue.models import Window
from hall.desk import reception
from hall.people.models import Staff
from hall.reception.case import link_case
from hall.reception.end import end_contact
from hall.reception.models import ContactStep, FirstContact
from hall.reception.record import record_contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(east, ana, now):
    with inside(east):
        return record_contact(
            asked="低保<怎么>办",
            visitor_name="李小明",
            phone="13800138000",
            matter_code="M-10",
            actor=ana,
            now=now,
        )


@pytest.fixture
def bo_serves(east, cast):
    with inside(east):
        Staff.objects.get(user_id=cast.bo.id).windows.add(Window.objects.get(code="civil-affairs"))


def do(browser, contact, verb, **typed):
    return browser.post(f"/desk/reception/{contact.pk}/{verb}/", typed, follow=True)


def state(east):
    with inside(east):
        return list(FirstContact.objects.values()), list(ContactStep.objects.values_list("what", flat=True))


def test_a_visitor_is_put_on_record_and_waits_for_whoever_was_asked(visit, east):
    browser = visit("ana")
    assert "Nothing waits for you." in browser.get("/desk/reception/").content.decode()
    key = re.search(r'name="key" value="(\w+)"', browser.get("/desk/reception/").content.decode())[1]

    typed = {"asked": "低保怎么办", "visitor_name": "李小明", "phone": "13800138000", "key": key}
    page = browser.post("/desk/reception/", typed, follow=True).content.decode()
    browser.post("/desk/reception/", typed)  # a double click

    for said in (
        "On record.",
        "F20260304-0001",
        "低保怎么办",
        "李小明",
        "138****8000",
        "Ana",
        "2026-03-04 16:30",
    ):
        assert said in page
    assert "13800138000" not in page
    changed = browser.post("/desk/reception/", {**typed, "asked": "养老"}).content.decode()
    assert "This key was already used for something else." in changed
    assert f'value="{key}"' not in changed  # what is sent next counts
    with inside(east):
        assert FirstContact.objects.count() == 1
    worklist = browser.get("/desk/").content.decode()
    assert "1 first contact waits for you." in worklist
    assert 'href="/desk/reception/"' in worklist
    assert "waits for you" not in visit("bo").get("/desk/").content.decode()


def test_whoever_has_it_in_hand_is_not_offered_to_hand_over_to(visit, contact, bo_serves, cast):
    browser = visit("ana")
    page = f"/desk/reception/{contact.pk}/"
    assert f'value="civil-affairs|{cast.bo.id}"' in browser.get(page).content.decode()

    do(browser, contact, "hand_over", to=f"civil-affairs|{cast.bo.id}")

    assert f'value="civil-affairs|{cast.bo.id}"' not in browser.get(page).content.decode()


def test_an_empty_form_says_at_its_field_what_is_missing(visit, east):
    page = visit("ana").post("/desk/reception/", {"asked": " "}).content.decode()

    assert 'id="id_asked_error">This must be filled in.' in page
    assert 'role="alert"' not in page
    assert state(east) == ([], [])


def test_what_is_wrong_is_said_and_what_was_typed_stays(visit, east):
    answer = visit("ana").post("/desk/reception/", {"asked": "低保", "phone": "12"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This is not a phone number" in page
    assert "低保</textarea>" in page
    assert state(east) == ([], [])


def test_the_page_shows_what_was_asked_and_every_step(visit, contact, bo_serves, cast):
    browser = visit("ana")

    do(browser, contact, "tell", items="户口簿\n照片")
    do(
        browser,
        contact,
        "promise",
        window_code="land",
        contacted="王土地",
        promised_at="2026-03-05T15:00",
        requirements="带证件",
    )
    page = do(browser, contact, "hand_over", to=f"civil-affairs|{cast.bo.id}", note="已说明").content.decode()

    assert "低保&lt;怎么&gt;办" in page
    assert "Handed over. You stay responsible until it ends." in page
    for said in ("户口簿", "照片", "王土地", "2026-03-05 15:00", "带证件", "已说明", "1 民政"):
        assert said in page
    assert "Issue the one-time notice" not in page  # told once
    assert [name in page for name in ("/hand_over/", "/promise/", "/case/", "/end/")] == [True] * 4
    assert "1 first contact waits for you." in visit("bo").get("/desk/").content.decode()


def test_the_notice_is_printed_as_it_was_issued(visit, contact):
    browser = visit("ana")
    assert browser.get(f"/desk/reception/{contact.pk}/notice.pdf").status_code == 404
    do(browser, contact, "tell", items="户口簿")

    first, again = (browser.get(f"/desk/reception/{contact.pk}/notice.pdf") for _ in range(2))

    assert (first["Content-Type"], first["X-Frame-Options"]) == ("application/pdf", "SAMEORIGIN")
    assert first.content == again.content
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(first.content)).pages)
    assert "户口簿" in text


@pytest.mark.parametrize(
    ("verb", "typed", "said"),
    [
        ("hand_over", {"to": ""}, 'to_error">This hall has no such window.'),
        ("hand_over", {"to": "civil-affairs|x"}, "Select a valid choice"),
        (
            "promise",
            {"window_code": "land", "contacted": "王", "promised_at": "2026-03-03T15:00"},
            "This must lie",
        ),
        ("promise", {"window_code": "land", "contacted": "王"}, "This field is required"),
        ("tell", {"items": " "}, "Name every paper that is missing."),
        ("case", {"case_number": "20260304-0009"}, "There is no such case in this hall."),
        ("end", {}, "Choose how it ended."),
    ],
)
def test_a_step_that_is_refused_says_why_and_changes_nothing(visit, east, contact, verb, typed, said):
    before = state(east)

    answer = do(visit("ana"), contact, verb, **typed)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert state(east) == before


def test_who_comes_second_is_told_so_though_the_form_is_gone(visit, east, contact, ana, now):
    browser = visit("ana")
    do(browser, contact, "tell", items="户口簿")
    with inside(east):
        link_case(contact.pk, case_number=build.case(ana).number, actor=ana, now=now)
    before = state(east)

    told = do(browser, contact, "tell", items="照片")
    ended = do(browser, contact, "end", outcome="answered")

    assert (told.status_code, ended.status_code) == (409, 422)
    assert "The visitor was told already" in told.content.decode()
    assert "Its case is still open" in ended.content.decode()
    assert state(east) == before


def test_a_case_is_taken_in_from_the_visit_and_named_on_it(visit, east, contact):
    browser = visit("ana")
    page = browser.get(f"/desk/reception/{contact.pk}/").content.decode()
    address = f"/desk/intake/?contact={contact.pk}&amp;matter=M-10"
    assert f'href="{address}"' in page
    form = browser.get(address.replace("&amp;", "&")).content.decode()
    assert 'value="李小明"' in form
    assert f'name="contact" value="{contact.pk}"' in form
    typed = {
        "matter": "M-10",
        "applicant_name": "李小明",
        "phone": "13800138000",
        "key": "k",
        "contact": contact.pk,
    }

    for _ in range(2):  # a double click
        answer = browser.post("/desk/intake/", {**typed, "receive": "yes"})

    assert answer.status_code == 302
    with inside(east):
        case = Case.objects.get()
        assert FirstContact.objects.get().case == case
        assert ContactStep.objects.filter(what="case_linked").count() == 1
    page = browser.get(f"/desk/reception/{contact.pk}/").content.decode()
    assert "Became a case</span>\n     · 20260304-0001" in page
    assert "dict" not in page
    assert "(&#x27;" not in page
    assert "/end/" not in page  # it ends with its case


def test_an_ended_visit_takes_no_case_along(visit, east, contact, ana, now):
    with inside(east):
        end_contact(contact.pk, outcome="answered", actor=ana, now=now)
    browser = visit("ana")
    assert "李小明" not in browser.get(f"/desk/intake/?contact={contact.pk}").content.decode()

    answer = browser.post(
        "/desk/intake/",
        {
            "matter": "M-10",
            "applicant_name": "李小明",
            "phone": "13800138000",
            "key": "k",
            "contact": contact.pk,
        },
    )

    assert answer.status_code == 422
    assert "This first contact has ended already." in answer.content.decode()
    with inside(east):
        assert not Case.objects.exists()
    for nonsense in ("x", "\x00", "0195a000-0000-7000-8000-000000000001"):
        assert browser.get("/desk/intake/", {"contact": nonsense}).status_code == 200


def test_it_ends_on_the_page_of_who_answers_for_it(visit, east, contact):
    build.person("cai", "Cai", "east", Role.CLERK)
    build.CAST["cai"] = ("Cai", "east", Role.CLERK)
    try:
        colleague = visit("cai")
        assert "/end/" not in colleague.get(f"/desk/reception/{contact.pk}/").content.decode()
        refused = do(colleague, contact, "end", outcome="answered")
    finally:
        del build.CAST["cai"]
    assert refused.status_code == 422
    assert "Ana answers for this first contact" in refused.content.decode()

    page = do(visit("ana"), contact, "end", outcome="answered", words="当场答复").content.decode()

    assert "The first contact has ended." in page
    assert "当场答复" in page
    assert 'class="step"' not in page
    again = do(visit("ana"), contact, "end", outcome="answered")
    assert (again.status_code, "has ended already" in again.content.decode()) == (409, True)


@pytest.mark.parametrize(("who", "status"), [("dan", 403), ("", 302), ("wei", 404)])
def test_nobody_else_sees_it_or_does_anything_with_it(visit, east, contact, who, status):
    browser, before = visit(who), state(east)

    page = browser.get(f"/desk/reception/{contact.pk}/")
    sent = browser.post(f"/desk/reception/{contact.pk}/end/", {"outcome": "answered"})
    paper = browser.get(f"/desk/reception/{contact.pk}/notice.pdf")

    assert {page.status_code, sent.status_code, paper.status_code} == {status}
    assert "李小明" not in page.content.decode()
    assert state(east) == before


def test_however_many_others_wait_ones_own_are_shown(visit, east, ana, cast, now, monkeypatch):
    monkeypatch.setattr(reception, "AT_MOST", 2)
    with inside(east):
        for at in range(4):
            record_contact(asked=f"别人的{at}", actor=cast.bo, now=now)
        record_contact(asked="自己的", actor=ana, now=now + timedelta(minutes=1))

    page = visit("ana").get("/desk/reception/").content.decode()

    assert "自己的" in page
    assert page.count("别人的") == 2
    assert "Of each list 2 are shown." in page


def test_the_list_costs_the_same_for_one_and_for_twenty(visit, east, ana, contact, now):
    browser = visit("ana")
    browser.get("/desk/reception/")
    with counted("page /desk/reception/"):
        browser.get("/desk/reception/")
    with inside(east):
        for at in range(20):
            other = record_contact(asked=f"问{at}", matter_code="M-10", actor=ana, now=now)
            if at % 2:
                end_contact(other.pk, outcome="answered", actor=ana, now=now)
    with counted("page /desk/reception/"):
        page = browser.get("/desk/reception/").content.decode()
    assert page.count("<tr") == 23  # two heads and twenty-one visitors
    assert "11 first contacts wait for you." in browser.get("/desk/").content.decode()
