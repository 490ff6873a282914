"""The page of a case's notices: what was issued, and each as it is printed."""

import pytest
from support import build

from county.halls import inside
from hall.cases.actions import accept_case
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
    assert f'src="/desk/notices/{issued.pk}.pdf"' in page
    assert (paper["Content-Type"], paper["X-Frame-Options"], paper.content[:5]) == (
        "application/pdf",
        "SAMEORIGIN",
        b"%PDF-",
    )
    assert "no-store" in paper["Cache-Control"]
    browser.post(f"/desk/cases/{case.pk}/receipt/")
    with inside(east):
        assert sorted(Notice.objects.values_list("kind", flat=True)) == ["commitment", "receipt"]
    assert visit("wei", "west").get(f"/desk/notices/{issued.pk}.pdf").status_code == 404
