"""The hall's closures at its console and on its public page."""

from datetime import date, datetime

import pytest
from support import build, visits

from county import now as moment
from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.recount import recount
from hall.office.close import announce_closure, cancel_closure
from hall.office.models import AuditLine, ClosureNotice

pytestmark = pytest.mark.django_db

PAGE = "/console/office/closurenotice/"
TYPED = {"first_on": "2026-03-09", "last_on": "2026-03-10", "name": "设备检修"}


@pytest.fixture
def notice(east, cast) -> ClosureNotice:
    with inside(east):
        return announce_closure(date(2026, 3, 9), date(2026, 3, 10), "设备检修", actor=cast.bo, now=build.NOW)


def test_an_administrator_announces_a_closure(bo, east):
    answer = bo.post(f"{PAGE}announce/", TYPED, follow=True)

    assert answer.redirect_chain == [(PAGE, 302)]
    page = answer.content.decode()
    assert "The closure is announced. Open cases are being counted again." in page
    row = page.split('data-notice="1"')[1].split("</tr>")[0]
    assert "2026-03-09 – 2026-03-10" in row
    assert "设备检修" in row
    assert "2026-03-04 10:00 Bo" in row
    with inside(east):
        assert ClosureNotice.objects.get().announced_by == "Bo"


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"first_on": "2026-03-03"}, "first_on", "A closure begins on 2026-03-05 at the earliest"),
        ({"last_on": "2026-03-08"}, "last_on", "The last day lies before the first."),
        ({"last_on": "2026-05-08"}, "last_on", "A closure lasts at most 60 days."),
        ({"first_on": "soon"}, "first_on", "Enter a valid date."),
        ({"name": ""}, "name", "This field is required."),
    ],
)
def test_what_is_refused_stays_as_typed(bo, east, wrong, field, said):
    sent = {**TYPED, **wrong}

    answer = bo.post(f"{PAGE}announce/", sent)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page.split(f'id="id_{field}-problem">')[1].split("</p>")[0]
    for value in filter(None, sent.values()):
        assert f'value="{value}"' in page
    with inside(east):
        assert not ClosureNotice.objects.exists()
        assert not AuditLine.objects.exists()


def test_an_administrator_cancels_a_closure_once(bo, east, notice):
    first = bo.post(f"{PAGE}{notice.pk}/cancel/", follow=True).content.decode()
    second = bo.post(f"{PAGE}{notice.pk}/cancel/", follow=True).content.decode()

    assert "The closure is cancelled." in first
    assert "from 2026-03-09 on (2026-03-04 10:00 Bo)" in first
    assert f"{notice.pk}/cancel/" not in first
    assert "This closure was cancelled already." in second
    with inside(east):
        assert ClosureNotice.objects.count() == 2


def test_a_closure_of_today_is_not_offered_for_cancelling_once_the_hall_would_have_opened(
    bo, notice, monkeypatch
):
    for clock_time, is_offered in (("07:59", True), ("08:00", False)):
        last_day = datetime.fromisoformat(f"2026-03-10T{clock_time}:00+08:00")
        monkeypatch.setattr(moment, "now", lambda at=last_day: at)
        assert (f"{notice.pk}/cancel/" in bo.get(PAGE).content.decode()) is is_offered


def test_a_notice_that_is_not_there_is_not_cancelled(bo):
    assert bo.post(f"{PAGE}00000000-0000-7000-8000-000000000000/cancel/").status_code == 404


def test_who_may_only_look_changes_nothing(dan, east, notice):
    page = dan.get(PAGE).content.decode()
    assert "设备检修" in page
    assert "cancel/" not in page
    assert "announce/" not in page

    refused = [dan.post(f"{PAGE}announce/", TYPED), dan.post(f"{PAGE}{notice.pk}/cancel/")]

    assert [answer.status_code for answer in refused] == [403, 403]
    assert visits.at("east", "ana").get(PAGE).status_code == 403
    assert visits.at("west", "wei").post(
        f"{PAGE}{notice.pk}/cancel/", headers={"host": "east.localhost"}
    ).status_code in (302, 403)
    with inside(east):
        assert ClosureNotice.objects.count() == 1


def test_a_button_is_no_link(bo, notice):
    assert bo.get(f"{PAGE}announce/").status_code == 405
    assert bo.get(f"{PAGE}{notice.pk}/cancel/").status_code == 405


def test_the_page_says_how_many_cases_a_closure_has_moved(bo, east, cast):
    with inside(east):
        for n in range(3):
            case = build.case(cast.ana, key=f"k{n}")
            accept_case(case.pk, actor=cast.ana, now=build.NOW)
        notice = announce_closure(
            date(2026, 3, 9), date(2026, 3, 10), "设备检修", actor=cast.bo, now=build.NOW
        )
    assert "3 open cases are still to be counted again." in bo.get(PAGE).content.decode()
    recount(east, clock=lambda: build.NOW)

    page = bo.get(PAGE).content.decode()

    assert "still to be counted" not in page
    assert '<td class="n">3</td>' in page.split('data-notice="1"')[1].split("</tr>")[0]
    with inside(east):
        cancel_closure(notice, actor=cast.bo, now=build.NOW)
    assert "3 open cases are still to be counted again." in bo.get(PAGE).content.decode()


def test_the_audit_trail_says_it_in_words(bo, notice):
    assert "closure announced" in bo.get("/console/office/auditline/").content.decode()


def test_the_public_page_announces_it_and_is_closed_on_the_day(east, notice, monkeypatch):
    from county import now as moment

    before = visits.at("east").get("/").content.decode()
    monkeypatch.setattr(moment, "now", lambda: build.NOW.replace(day=10))
    during = visits.at("east").get("/").content.decode()
    monkeypatch.setattr(moment, "now", lambda: build.NOW.replace(day=11))
    after = visits.at("east").get("/").content.decode()

    assert "Closed from 2026-03-09 to 2026-03-10: 设备检修" in before
    assert "open now" in before
    assert "Closed today: 设备检修." in during
    assert "2026-03-11" in during
    assert "设备检修" not in after
    assert "设备检修" not in visits.at("west").get("/").content.decode()


def test_the_page_of_a_moved_case_says_what_it_was_due_why_it_moved_and_by_whom(east, cast):
    with inside(east):
        case = build.case(cast.ana)
        accept_case(case.pk, actor=cast.ana, now=build.NOW)
        announce_closure(date(2026, 3, 9), date(2026, 3, 10), "设备检修", actor=cast.bo, now=build.NOW)
    recount(east, clock=lambda: build.NOW)

    page = visits.at("east", "ana").get(f"/desk/cases/{case.pk}/").content.decode()

    assert "2026-03-20 <span>17:30</span>" in page
    assert "Was due 2026-03-18 17:30, until it was counted again on 2026-03-04." in page
    step = page.split('class="step-recount"')[1].split("</li>")[0]
    assert "Due date counted again" in step
    assert "设备检修 · Bo" in step
