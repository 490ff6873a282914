"""Rating on the progress page: offered once, of a finished case, to whoever holds the receipt."""

import re

import pytest
from support import build, gql

from county.halls import inside
from county.registry.models import Attempt
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.feedback.follow_up import follow_up_rating
from hall.feedback.models import Rating

pytestmark = pytest.mark.django_db
RECEIPT = {"number": "20260304-0001", "tail": "8000"}
FORM = 'action="/progress/rate/"'


@pytest.fixture
def case(east, ana):
    with inside(east):
        return build.case(ana)


@pytest.fixture
def finished(case, east, ana, now):
    with inside(east):
        accept_case(case.pk, actor=ana, now=now)
        complete_case(case.pk, result="granted", actor=ana, now=now)
    return case


def look(browser):
    return browser.post("/progress/", RECEIPT).content.decode()


def rate(browser, **said):
    return browser.post("/progress/rate/", {**RECEIPT, "level": "5", **said})


def stored(east):
    with inside(east):
        return list(Rating.objects.values_list("level", "words", "passed_on_by"))


def test_the_form_names_five_levels_and_carries_the_receipt_unseen(visit, finished):
    page = look(visit())

    assert page.count(FORM) == 1
    assert re.findall(r'name="level" value="(\d)" required> ([a-z ]+)<', page) == [
        ("5", "very satisfied"),
        ("4", "satisfied"),
        ("3", "mostly satisfied"),
        ("2", "dissatisfied"),
        ("1", "very dissatisfied"),
    ]
    assert '<input type="hidden" name="number" value="20260304-0001">' in page
    assert '<input type="hidden" name="tail" value="8000">' in page
    assert "<script" not in page


def test_a_case_that_is_not_finished_is_not_offered_and_not_rated(visit, case, east):
    assert FORM not in look(visit())

    answer = rate(visit())

    assert answer.status_code == 409
    assert "A case is rated once it is finished." in answer.content.decode()
    assert stored(east) == []


def test_a_rating_is_thanked_for_and_not_offered_again(visit, finished, east):
    browser = visit(enforce_csrf_checks=True)

    answer = rate(browser, level="5", words="很快")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Thank you. Your rating is on record." in page
    assert "very satisfied" in page
    assert FORM not in page
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    assert FORM not in look(browser)
    assert "Thank you" not in look(browser)
    assert stored(east) == [(5, "很快", "")]


def test_a_reload_changes_nothing_and_says_so(visit, finished, east):
    rate(visit(), level="5")

    again = rate(visit(), level="1")

    assert again.status_code == 409
    assert "This case has been rated already." in again.content.decode()
    assert "Thank you" not in again.content.decode()
    assert stored(east) == [(5, "", "")]


def test_a_bad_rating_waits_for_an_answer_and_the_applicant_reads_it(visit, finished, east, cast, now):
    page = rate(visit(), level="2", words="<b>态度</b>").content.decode()
    assert "The hall looks into it." in page
    assert "<b>" not in page
    with inside(east):
        follow_up_rating(Rating.objects.get().pk, answer="已整改 & 致歉", actor=cast.bo, now=now)

    page = look(visit())

    assert "已整改 &amp; 致歉" in page
    assert "The hall looks into it." not in page
    assert not re.search(r"\bBo\b", page)


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"level": ""}, "Choose one of the five levels."),
        ({"level": "6"}, "Select a valid choice."),
        ({"level": "５５"}, "Select a valid choice."),
        ({"words": "字" * 501}, "500"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(visit, finished, east, said, error):
    answer = rate(visit(), **{"level": "2", "words": "等了很久", **said})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('class="field-error"') == 1
    assert error in page
    assert said.get("words", "等了很久") in page
    assert page.count(" checked") == (0 if "level" in said else 1)
    assert stored(east) == []


def test_words_that_cannot_be_printed_are_refused(visit, finished, east):
    answer = rate(visit(), words="a\u202eb")

    assert answer.status_code == 422
    assert "The text holds characters that cannot be printed." in answer.content.decode()
    assert stored(east) == []


def test_a_wrong_receipt_rates_nothing_and_learns_nothing(visit, finished, east):
    tail, number = rate(visit(), tail="8001"), rate(visit(), number="20260304-0002")

    assert tail.status_code == number.status_code == 404
    for answer in (tail, number):
        assert "No case fits this number and these four digits." in answer.content.decode()
        assert "M-10" not in answer.content.decode()
    assert rate(visit(), number="%", tail="x").status_code == 422
    assert rate(visit(host="west")).status_code == 404
    assert stored(east) == []


def test_ratings_and_looks_are_the_same_tries(visit, finished, east):
    browser = visit()
    for n in range(10):
        browser.post("/progress/", {**RECEIPT, "tail": f"{n:04}"})

    refused = rate(browser)

    assert refused.status_code == 429
    assert "Too many tries. Please wait five minutes." in refused.content.decode()
    assert Attempt.objects.get().count == 11
    assert stored(east) == []


def test_whoever_asks_is_nobody_here(visit, finished, east, now):
    token = gql.token("case.rate")

    assert rate(visit(HTTP_AUTHORIZATION=f"Bearer {token}")).status_code == 200

    with inside(east):
        assert Rating.objects.values_list("passed_on_by", "rated_at").get() == ("", now)


def test_an_address_to_send_to_is_no_page_and_the_language_leads_back(visit, finished):
    browser = visit()

    assert browser.get("/progress/rate/").status_code == 405
    assert '<input type="hidden" name="next" value="/progress/">' in rate(browser).content.decode()
