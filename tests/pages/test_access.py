"""Who may open a page of the desk: strangers, people of another hall and people without the permission may not."""

import pytest
from django.test import Client
from support import build

from county.halls import inside
from hall.cases.models import Case, CaseEvent
from hall.office.models import AuditLine

pytestmark = pytest.mark.django_db

PAGES = [
    "/desk/",
    "/desk/intake/",
    "/desk/intake/matters/",
    "/desk/intake/guide/?matter=M-10",
    "/desk/ledger/",
    "/desk/ledger.xlsx",
    "/desk/cases/0195a000-0000-7000-8000-000000000001/",  # the same in every worker of a parallel run
]


@pytest.mark.parametrize("page", PAGES)
def test_a_stranger_is_sent_to_sign_in_and_led_back(visit, page):
    answer = visit().get(page)

    assert answer.status_code == 302
    path, _, query = answer["Location"].partition("?next=")
    assert path == "/login/"
    assert query.startswith("/desk/")
    assert answer.content == b""


@pytest.mark.parametrize("page", PAGES)
def test_a_cookie_of_west_opens_nothing_at_east(visit, page):
    wei = visit("wei")
    assert wei.get("/desk/").status_code == 200
    carried = Client(HTTP_HOST="east.localhost")
    carried.cookies.update(wei.cookies)

    answer = carried.get(page)

    assert (answer.status_code, answer["Location"][:7]) == (302, "/login/")
    # Her own session at west is untouched by the attempt.
    assert wei.get("/desk/").status_code == 200


def test_a_cookie_of_west_changes_nothing_at_east(visit, ana, east, now):
    with inside(east):
        case = build.case(ana)
    carried = Client(HTTP_HOST="east.localhost")
    carried.cookies.update(visit("wei").cookies)

    answer = carried.post(f"/desk/cases/{case.pk}/accept/", {"expected_version": "1"})

    assert (answer.status_code, answer["Location"]) == (302, "/login/?next=/desk/")
    with inside(east):
        assert Case.objects.values_list("status", "version").get() == ("received", 1)


def test_a_case_of_east_is_not_found_at_west(visit, ana, east):
    with inside(east):
        case = build.case(ana)

    answer = visit("wei").get(f"/desk/cases/{case.pk}/")

    assert answer.status_code == 404
    assert case.number not in answer.content.decode()


def test_who_may_read_but_not_work_sees_no_button_and_changes_nothing(visit, ana, east):
    with inside(east):
        case = build.case(ana)
    dan = visit("dan")
    page = dan.get(f"/desk/cases/{case.pk}/").content.decode()
    assert case.number in page
    assert "Next step" not in page
    assert "Show in full" not in page

    for step in ("accept", "decline", "return", "unmask"):
        answer = dan.post(f"/desk/cases/{case.pk}/{step}/", {"expected_version": "1", "reason": "x"})
        assert answer.status_code == 403
        assert "You may not open this page." in answer.content.decode()
    assert dan.get("/desk/intake/").status_code == 403
    with inside(east):
        assert Case.objects.values_list("status", "version").get() == ("received", 1)
        assert CaseEvent.objects.count() == 1
        assert AuditLine.objects.count() == 0


def test_the_desk_may_not_be_stored_by_any_cache(visit):
    answer = visit("ana").get("/desk/")

    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]


@pytest.mark.parametrize("page", ["/desk/intake/", "/desk/ledger/", "/desk/"])
def test_a_page_for_reading_refuses_other_methods(visit, page):
    assert visit("ana").delete(page).status_code == 405
