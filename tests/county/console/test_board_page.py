"""The county's first page: for the county only, every figure with its denominator, and it refreshes itself."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from support import visits
from support.figures import DAY, bare_hall, completed, report, tally

from county.rollup.record import record

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def test_a_stranger_is_sent_to_sign_in():
    answer = visits.at("county").get("/?period=60")

    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/%3Fperiod%3D60")


def test_a_page_whose_session_has_ended_goes_to_sign_in_as_a_whole():
    answer = visits.at("county", **HTMX).get("/")

    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/login/?next=/")
    assert answer.content == b""


def test_a_cookie_of_a_hall_opens_nothing_here():
    clerk = visits.at("east", "ana")

    answer = clerk.get("/", headers={"host": "county.localhost"})

    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/")


def test_rates_come_with_their_denominator_period_as_of_and_calendar(inspector):
    hill = bare_hall("hill", english="Hill Hall")
    tally(hill, DAY, received=160, completed=153, on_time=148, late=4, declined=3, returned=2)

    page = inspector.get("/").content.decode()

    row = page.split('data-hall="hill"')[1].split("</tr>")[0]
    assert "Hill Hall" in row
    assert "<b>97.4%</b> (148/152)" in row
    assert "148 of 152 completed cases with a due date" in page
    assert "besides 3 declined, 2 returned" in page
    assert "2026-02-03 to 2026-03-04" in page
    assert "as of 2026-03-04 10:00:00 · calendar version 1 · ranked from 10 completed cases on" in page


def test_a_hall_with_few_cases_is_listed_without_a_rank_and_says_why(inspector):
    tally(bare_hall("hill"), DAY, completed=9, on_time=9)

    row = inspector.get("/").content.decode().split('data-hall="hill"')[1].split("</tr>")[0]

    assert "<b>100.0%</b> (9/9)" in row
    assert "not ranked: fewer than 10 cases" in row


def test_the_figures_alone_follow_what_halls_report(inspector, east, now):
    record(east.id, [report(1), report(2)], now=now)
    before = inspector.get("/", headers=HTMX).content.decode()

    record(east.id, [completed(1, on_time=True)], now=now)
    after = inspector.get("/", headers=HTMX).content.decode()

    assert "<html" not in after
    assert 'hx-trigger="every 5s"' in after
    assert "0 of 0 completed cases" in before
    assert "1 of 1 completed cases" in after


@pytest.mark.parametrize(
    ("query", "span"),
    [
        ("", "2026-02-03 to 2026-03-04"),
        ("period=30", "2026-02-03 to 2026-03-04"),
        ("period=60", "2026-01-04 to 2026-03-04"),
        ("period=month", "2026-03-01 to 2026-03-04"),
        ("period=last_month", "2026-02-01 to 2026-02-28"),
        ("period=custom&first=2025-12-31&last=2026-01-01", "2025-12-31 to 2026-01-01"),
    ],
)
def test_the_period_is_what_was_asked_for(inspector, query, span):
    answer = inspector.get(f"/?{query}")

    assert answer.status_code == 200
    assert span in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("period=custom&first=2026-03-02&last=2026-03-01", "The period ends before it begins."),
        ("period=custom&first=2020-01-01&last=2026-03-01", "Ask for 366 days at most."),
        ("period=custom&first=2026-03-01", "Give both days."),
        ("period=custom&first=yesterday&last=2026-03-01", "Enter a valid date."),
        ("period=yesterday", "yesterday is not one of the available choices"),
        ("period=%00", "is not one of the available choices"),
    ],
)
def test_a_period_that_is_none_is_answered_with_a_sentence_and_the_usual_days(inspector, query, sentence):
    answer = inspector.get(f"/?{query}")

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "2026-02-03 to 2026-03-04" in answer.content.decode()


def test_the_page_asks_as_often_for_fifty_halls_as_for_two(inspector):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert inspector.get("/?period=60").status_code == 200
        return len(asked)

    for n in range(2):
        tally(bare_hall(f"small-{n}"), date(2026, 3, 2), received=1)
    few = queries()
    for n in range(48):
        tally(bare_hall(f"more-{n}"), date(2026, 3, 2), received=1)

    assert queries() == few
