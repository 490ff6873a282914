"""A brush-off is reported on the public page by anybody, at the desk by whoever is told; the page of leads shows it."""

from datetime import date

import pytest
from support import build
from support.counts import counted

from county.halls import inside
from hall.conduct.models import ConductLead
from hall.public import brush_off
from hall.reception.record import record_contact

pytestmark = pytest.mark.django_db
SAID = {"code": "not_mine", "words": "让我去<别处>问", "of_whom": "Ana", "window_code": "civil-affairs"}


@pytest.fixture
def forbidden(east):
    rules = [
        {"code": "not_mine", "name": "不归我管", "english": "It's not mine", "article": "2"},
        {"code": "not_sure", "name": "不清楚", "english": "I'm not sure", "article": "2"},
    ]
    with inside(east):
        build.regulation("2026-1", date(2026, 3, 1), brush_offs=rules)


def leads(east):
    with inside(east):
        return list(
            ConductLead.objects.values_list("code", "detail_code", "staff_name", "words", "raised_by")
        )


def test_whoever_was_turned_away_says_so_without_a_name(visit, east, forbidden):
    browser = visit()
    home = browser.get("/").content.decode()
    assert 'href="/report/"' in home
    assert "It&#x27;s not mine" in home
    form = browser.get("/report/").content.decode()
    assert form.count('type="radio"') == 2
    assert "<script" not in form

    answer = browser.post("/report/", {**SAID, "key": "k"})
    browser.post("/report/", {**SAID, "key": "k"})  # a double click

    assert answer.status_code == 200
    assert "Thank you." in answer.content.decode()
    assert answer["Cache-Control"].startswith("max-age=0")
    assert leads(east) == [("brush_off", "not_mine", "Ana", "让我去<别处>问", "")]


def test_the_officer_reads_it_by_its_name_and_article_and_may_pass_on_others(
    visit, east, forbidden, ana, now
):
    with inside(east):
        contact = record_contact(asked="低保", actor=ana, now=now)
    visit().post("/report/", SAID)
    officer = visit("dan")
    assert 'href="/desk/leads/report/"' in officer.get("/desk/leads/").content.decode()

    passed_on = officer.post(
        "/desk/leads/report/",
        {"code": "not_sure", "words": "电话投诉", "contact_number": contact.number},
        follow=True,
    )

    page = passed_on.content.decode()
    assert passed_on.redirect_chain == [("/desk/leads/", 302)]
    for said in (
        "Passed on.",
        "brushed off · It&#x27;s not mine",
        "让我去&lt;别处&gt;问",
        "第二条 办件种类",
        "<dt>Window</dt><dd>民政</dd>",
        "电话投诉",
    ):
        assert said in page
    assert ("brush_off", "not_sure", "Ana", "电话投诉", "Dan") in leads(east)


def test_a_clerk_is_told_as_well_and_reads_no_leads(visit, east, forbidden):
    answer = visit("ana").post("/desk/leads/report/", SAID)

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert leads(east)[0][-1] == "Ana"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"words": "x"}, "Choose what comes closest."),
        ({"code": "not_mine"}, "Say what happened."),
        ({**SAID, "code": "other"}, "Select a valid choice"),
        ({**SAID, "words": "长" * 501}, "at most 500 characters"),
        ({**SAID, "words": "a\u202eb"}, "characters that cannot be printed"),
        ({**SAID, "contact_number": "F20260304-0009"}, "This hall has no such first contact."),
    ],
)
def test_what_is_no_report_is_said_where_it_stands_and_makes_no_lead(visit, east, forbidden, typed, said):
    for browser, page in ((visit(), "/report/"), (visit("dan"), "/desk/leads/report/")):
        answer = browser.post(page, typed)

        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert leads(east) == []


def test_a_hall_whose_rules_name_none_has_no_such_page(visit, east):
    assert 'href="/report/"' not in visit().get("/").content.decode()
    for browser, page in ((visit(), "/report/"), (visit("dan"), "/desk/leads/report/")):
        assert browser.get(page).status_code == 404
        assert browser.post(page, SAID).status_code == 404
    assert "/desk/leads/report/" not in visit("dan").get("/desk/leads/").content.decode()
    assert leads(east) == []


def test_whoever_reports_without_end_is_asked_to_wait(visit, east, forbidden, monkeypatch):
    monkeypatch.setattr(brush_off, "REPORTS", 2)
    browser = visit()
    for _ in range(2):
        assert browser.post("/report/", SAID).status_code == 200

    answer = browser.post("/report/", SAID)

    assert answer.status_code == 429
    assert "Please wait an hour" in answer.content.decode()
    assert "让我去&lt;别处&gt;问" in answer.content.decode()  # what was typed stays
    assert len(leads(east)) == 2


def test_slips_are_not_counted_and_another_site_sends_nothing(visit, east, forbidden, monkeypatch):
    monkeypatch.setattr(brush_off, "REPORTS", 1)
    browser = visit()
    for _ in range(3):
        assert browser.post("/report/", {"code": "not_mine"}).status_code == 422
    assert browser.post("/report/", SAID, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
    assert leads(east) == []

    assert browser.post("/report/", SAID, HTTP_SEC_FETCH_SITE="same-origin").status_code == 200


def test_other_words_under_a_used_key_get_another_key(visit, east, forbidden):
    for browser, page in ((visit(), "/report/"), (visit("dan"), "/desk/leads/report/")):
        browser.post(page, {**SAID, "key": "used"})

        answer = browser.post(page, {**SAID, "words": "别的", "key": "used"})

        assert answer.status_code == 422
        assert 'value="used"' not in answer.content.decode()
    assert len(leads(east)) == 2


def test_strangers_do_not_report_at_the_desk(visit, east, forbidden):
    assert visit().post("/desk/leads/report/", SAID).status_code == 302
    assert leads(east) == []


def test_what_the_page_costs(visit, forbidden):
    browser = visit()
    browser.get("/report/")
    with counted("page /report/"):
        browser.get("/report/")
