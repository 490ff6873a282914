"""The ratings: bad ones answered by those who answer for the hall, and by nobody else."""

import re

import pytest
from support import build
from support.counts import counted

from county.halls import inside
from county.registry.permissions import NOBODY
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.desk import ratings as page_of_ratings
from hall.feedback.models import Rating
from hall.feedback.rate import rate_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def rated(east, ana, now):
    """Make a rating of a case of its own."""

    def make(level: int, words: str = "") -> Rating:
        with inside(east):
            case = build.case(ana, key=f"k{Rating.objects.count()}")
            accept_case(case.pk, actor=ana, now=now)
            complete_case(case.pk, result="granted", actor=ana, now=now)
            return rate_case(case.number, "8000", level=level, words=words, actor=NOBODY, now=now)

    return make


def answer_of(browser, rating, words="已整改", **how):
    return browser.post(f"/desk/ratings/{rating.pk}/answer/", {"answer": words}, **how)


def forms(page: str) -> int:
    return len(re.findall(r'action="/desk/ratings/[^/]+/answer/"', page))


def test_a_bad_rating_is_answered_and_stays_to_be_read(visit, east, rated, now):
    bad, _ = rated(1, "等了<很久>"), rated(5, "好")
    browser = visit("bo")
    page = browser.get("/desk/ratings/").content.decode()
    for said in ("very dissatisfied", "very satisfied", "等了&lt;很久&gt;", "20260304-0001", "Ana"):
        assert said in page
    assert forms(page) == 1
    assert 'href="/desk/ratings/"' in browser.get("/desk/").content.decode()

    page = answer_of(browser, bad, follow=True).content.decode()

    assert "The rating is answered." in page
    assert "No bad rating waits for an answer." in page
    assert "2026-03-04 10:00 · Bo" in page
    assert forms(page) == 0
    with inside(east):
        bad.refresh_from_db()
    assert (bad.answer, bad.followed_up_by, bad.followed_up_at) == ("已整改", "Bo", now)


def test_an_answer_that_is_refused_stays_as_typed(visit, east, rated):
    bad, worse = rated(2), rated(1)

    answer = answer_of(visit("bo"), bad, "已\u202e改")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The text holds characters that cannot be printed." in page
    assert page.count("已\u202e改</textarea>") == 1
    assert answer_of(visit("bo"), bad, " ").status_code == 422
    with inside(east):
        assert Rating.objects.filter(followed_up_at=None).count() == 2
        assert worse.answer == ""


def test_who_comes_second_is_told_by_whom_it_was_answered(visit, east, rated):
    bad = rated(2)
    answer_of(visit("bo"), bad)

    second = answer_of(visit("bo"), bad, "另一个")

    assert second.status_code == 409
    assert "Bo has followed this rating up already." in second.content.decode()
    with inside(east):
        assert Rating.objects.get().answer == "已整改"


@pytest.mark.parametrize(("who", "status"), [("ana", 403), ("dan", 403), ("", 302)])
def test_who_may_not_follow_up_sees_no_rating_and_answers_none(visit, east, rated, who, status):
    bad = rated(1, "等了很久")
    browser = visit(who)

    page = browser.get("/desk/ratings/")
    sent = answer_of(browser, bad)

    assert (page.status_code, sent.status_code) == (status, status)
    assert "等了很久" not in page.content.decode()
    if who:
        assert 'href="/desk/ratings/"' not in browser.get("/desk/ledger/").content.decode()
    with inside(east):
        assert Rating.objects.values_list("answer", "followed_up_at").get() == ("", None)


def test_a_hall_without_ratings_says_so(visit):
    page = visit("bo").get("/desk/ratings/").content.decode()

    assert "No bad rating waits for an answer." in page
    assert "There are no ratings yet." in page


def test_both_lists_end_and_say_so_and_cost_the_same(visit, rated, monkeypatch):
    rated(1), rated(5)
    browser = visit("bo")
    browser.get("/desk/ratings/")
    with counted("page /desk/ratings/"):
        browser.get("/desk/ratings/")
    for level in (1, 2, 4, 5):
        rated(level)
    monkeypatch.setattr(page_of_ratings, "AT_MOST", 2)

    with counted("page /desk/ratings/"):
        page = browser.get("/desk/ratings/").content.decode()

    assert forms(page) == 2
    assert page.count('<section class="card"') == 4
    assert "The 2 that wait longest are shown." in page
    assert "The newest 2 are shown." in page
