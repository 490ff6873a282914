"""The leads: seen and closed by those who answer for conduct, and by nobody else."""

import pytest
from support import build

from county.halls import inside
from hall.cases.papers import receive_supplement, request_supplement
from hall.conduct.models import ConductLead

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(east, ana):
    with inside(east):
        build.regulation("2026-1", build.NOW.date(), supplement=build.SUPPLEMENT)
        case = build.case(ana)
        for item in ("户口簿", "照片"):
            request_supplement(case.pk, items=[item], actor=ana, now=build.NOW)
            receive_supplement(case.pk, actor=ana, now=build.NOW)
        return ConductLead.objects.get()


def test_the_discipline_officer_sees_whom_it_is_about_and_by_which_article_and_closes_it(visit, east, lead):
    browser = visit("dan")
    page = browser.get("/desk/leads/").content.decode()
    for said in ("Papers were asked for in a second request", "Ana", "20260304-0001", "第二条 办件种类"):
        assert said in page

    closed = browser.post(
        f"/desk/leads/{lead.pk}/close/", {"outcome": "founded", "finding": "属实"}, follow=True
    )

    assert "The lead is closed." in closed.content.decode()
    with inside(east):
        stored = ConductLead.objects.get()
    assert (stored.outcome, stored.finding, stored.closed_by) == ("founded", "属实", "Dan")
    assert "/close/" not in closed.content.decode()


@pytest.mark.parametrize(
    "typed", [{"outcome": "founded", "finding": " "}, {"outcome": "maybe", "finding": "属实"}]
)
def test_a_lead_is_not_closed_without_an_outcome_and_a_finding(visit, east, lead, typed):
    answer = visit("dan").post(f"/desk/leads/{lead.pk}/close/", typed)

    assert answer.status_code == 422
    with inside(east):
        assert ConductLead.objects.values_list("outcome", "closed_at").get() == ("", None)


def test_a_clerk_sees_no_leads(visit, east, lead):
    browser = visit("ana")

    assert browser.get("/desk/leads/").status_code == 403
    assert (
        browser.post(f"/desk/leads/{lead.pk}/close/", {"outcome": "unfounded", "finding": "x"}).status_code
        == 403
    )
    assert "/desk/leads/" not in browser.get("/desk/").content.decode()
    with inside(east):
        assert ConductLead.objects.get().closed_at is None
