"""The page of a case's notices: what was issued, and each as it is printed."""

import pytest
from support import build

from county.halls import inside
from hall.cases.actions import accept_case
from hall.notices.issue import issue_receipt
from hall.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_the_page_shows_them_and_the_paper_opens(visit, east, west, ana, now):
    with inside(east):
        case = build.case(ana)
        accept_case(case.pk, actor=ana, now=now)
        issued = Notice.objects.get()
    browser = visit("ana")

    page = browser.get(f"/desk/cases/{case.pk}/notices/").content.decode()
    paper = browser.get(f"/desk/notices/{issued.pk}.pdf")
    assert f'src="/desk/notices/{issued.pk}.pdf#' in page
    assert (paper["Content-Type"], paper["X-Frame-Options"], paper.content[:5]) == (
        "application/pdf",
        "SAMEORIGIN",
        b"%PDF-",
    )
    assert "no-store" in paper["Cache-Control"]
    after = browser.post(f"/desk/cases/{case.pk}/receipt/", follow=True).content.decode()
    with inside(east):
        assert f'src="/desk/notices/{Notice.objects.get(kind="receipt").pk}.pdf#' in after
        assert sorted(Notice.objects.values_list("kind", flat=True)) == ["commitment", "receipt"]
    assert visit("wei", "west").get(f"/desk/notices/{issued.pk}.pdf").status_code == 404


def test_who_only_reads_is_shown_them_and_issues_none(visit, east, ana, now):
    with inside(east):
        case = build.case(ana)
    address = f"/desk/cases/{case.pk}/"
    dan, stranger, wei = visit("dan"), visit(), visit("wei", "west")

    assert "Nothing has been issued on this case yet." in dan.get(f"{address}notices/").content.decode()
    assert "Issue the intake receipt" not in dan.get(f"{address}notices/").content.decode()
    assert "Issue the intake receipt" in visit("ana").get(f"{address}notices/").content.decode()
    refused = [browser.post(f"{address}receipt/").status_code for browser in (dan, stranger, wei)]
    assert refused == [403, 302, 404]
    with inside(east):
        assert Notice.objects.count() == 0


def test_the_paper_is_for_who_may_read_cases_of_this_hall(visit, east, ana, now):
    with inside(east):
        issued = issue_receipt(build.case(ana).pk, actor=ana, now=now)
    address = f"/desk/notices/{issued.pk}.pdf"

    assert visit("dan").get(address).content[:5] == b"%PDF-"
    answers = [browser.get(address) for browser in (visit(), visit("wei", "west"))]
    assert [answer.status_code for answer in answers] == [302, 404]
    assert not any(b"%PDF" in answer.content for answer in answers)
    assert visit("ana").get(f"/desk/cases/{issued.case_id}/")["X-Frame-Options"] == "DENY"


def test_the_code_on_the_paper_opens_the_progress_page_with_the_number(visit, east, ana, now):
    with inside(east):
        issued = issue_receipt(build.case(ana).pk, actor=ana, now=now)
    _, _, path = issued.data["code_url"].partition("localhost:8000")

    page = visit().get(path).content.decode()

    assert 'value="20260304-0001"' in page
    assert "李小明" not in page
