"""A due date that was counted again: clerk and applicant see what it was, what it is, why, and who said so."""

import pytest
from support.calendars import published
from support.recounting import BEFORE_NEW_YEAR, LATER, accepted, clock

from county import now as moment
from county.halls import inside
from hall.cases.models import Case
from hall.cases.recount import recount

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(east, ana, monkeypatch) -> Case:
    """Accepted on 22 December 2026, due in a year that is published only afterwards."""
    monkeypatch.setattr(moment, "now", lambda: LATER)
    with inside(east):
        return accepted(ana)


def test_the_page_of_the_case_tells_both_dates_the_reason_and_who_published(visit, east, case):
    before = visit("ana").get(f"/desk/cases/{case.pk}/").content.decode()
    assert "→" not in before
    published(reason="2027年节假日安排")

    recount(east, clock=clock)

    shown = visit("ana").get(f"/desk/cases/{case.pk}/").content.decode()
    told = shown.split('class="step-recount"')[1].split("</li>")[0]
    assert "2027-01-05 17:30 → 2027-01-06 17:30" in told
    assert "2027年节假日安排 · Chief" in told
    assert "Was due 2027-01-05 17:30, until it was counted again on 2026-12-22." in shown


def test_the_applicant_is_told_that_the_date_has_moved(visit, east, case):
    asked = {"number": case.number, "tail": "8000"}
    assert "Was due" not in visit().post("/progress/", asked).content.decode()
    published()

    recount(east, clock=clock)

    shown = visit().post("/progress/", asked).content.decode()
    assert "2027-01-06 17:30" in shown
    assert "Was due 2027-01-05 17:30, until it was counted again on 2026-12-22." in shown


def test_a_date_that_only_became_certain_was_not_due_at_another_time(visit, east, case):
    published(reason="补充说明")
    recount(east, clock=clock)
    with inside(east):
        Case.objects.update(calendar_version=1)

    recount(east, clock=clock)

    shown = visit("ana").get(f"/desk/cases/{case.pk}/").content.decode()
    assert shown.count("Was due") == 1


def test_the_worklist_tells_the_year_of_a_date_that_lies_in_another(visit, case):
    row = visit("ana").get("/desk/").content.decode().split(case.number)[1].split("</tr>")[0]

    assert f"{BEFORE_NEW_YEAR:%m-%d} 10:00" in row
    assert "2027-01-05 17:30" in row
