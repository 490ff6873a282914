"""What everybody may see: hours, matters, the guide sheet, the regulation, and nobody's data."""

import re
from datetime import datetime

import pytest
from django.test import Client
from support import build
from support.counts import counted

from county import now as moment
from county.halls import inside
from hall.catalogue.models import MaterialRequirement, Matter, Window
from hall.office.models import Profile

pytestmark = pytest.mark.django_db
PAGES = ["/", "/matters/M-10/", "/regulation/", "/ledger/", "/progress/"]


def text(answer) -> str:
    """The words on the page, without markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_the_first_page_shows_open_windows_with_their_matters_and_promises(visit):
    page = text(visit().get("/"))

    assert "East Hall" in page
    assert "M-0 the same day" in page
    assert "M-10 10 working days" in page
    assert "M-shut" not in page


def test_a_guide_sheet_names_the_kind_by_the_halls_own_scheme(visit):
    """East names instant cases only; what it has no name for gets none, but still says how it is done."""
    assert "Kind instant case Term done the same day" in text(visit().get("/matters/M-0/"))
    ten_days = text(visit().get("/matters/M-10/"))
    assert "Term done by a promised date" in ten_days
    assert "Kind" not in ten_days


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ((2026, 3, 4, 10, 0), "open now Today 08:00–12:00 , 14:30–17:30"),
        ((2026, 3, 4, 13, 0), "closed now Today 08:00–12:00 , 14:30–17:30"),
        ((2026, 3, 6, 18, 0), "Open again on 2026-03-09 (Mon) 08:00–12:00 , 14:30–17:30"),
        (
            (2026, 4, 30, 18, 0),
            "Open again on 2026-05-06 (Wed) 08:00–12:00 , 14:30–18:00",
        ),  # summer, Labour Day
        ((2026, 3, 7, 10, 0), "closed now Closed today. Open again on 2026-03-09 (Mon)"),
        ((2026, 10, 1, 10, 0), "Closed today: National Day. Open again on 2026-10-08 (Thu)"),
        ((2026, 2, 28, 10, 0), "open now Today 08:00–12:00"),  # a Saturday that is worked
    ],
)
def test_the_hours_are_those_of_the_day_by_regulation_and_calendar(visit, monkeypatch, at, said):
    monkeypatch.setattr(moment, "now", lambda: datetime(*at, tzinfo=moment.TIMEZONE))

    assert said in text(visit().get("/"))


def test_both_seasons_are_shown(visit):
    page = text(visit().get("/"))

    assert "10.1 – 4.30 08:00–12:00 , 14:30–17:30" in page
    assert "5.1 – 9.30 08:00–12:00 , 14:30–18:00" in page


def test_one_finds_a_matter_without_script(visit):
    page = text(visit().get("/", {"words": "ljjz"}))
    assert "No matter fits what you typed." in page

    page = text(visit().get("/", {"words": "lsjz"}))
    assert "M-10" in page
    assert "M-0 " not in page


def test_the_guide_sheet_says_what_to_bring_how_long_and_how_much(visit, east):
    with inside(east):
        matter = Matter.objects.get(code="M-10")
        Matter.objects.filter(pk=matter.pk).update(fee="12.50", fee_basis="发改价格", visits=2)
        MaterialRequirement.objects.create(
            matter=matter, position=1, name="居民身份证", english="Identity card", original=1, copies=1
        )

    page = text(visit().get("/matters/M-10/"))

    for fact in (
        "Promised limit 10 working days",
        "Statutory limit 30 working days",
        "Fee 12.50 yuan (发改价格)",
        "Visits 2",
        "Identity card 1 original, 1 copy",
        "《社会救助暂行办法》",
        "Window 1 · 民政",
    ):
        assert fact in page


@pytest.mark.parametrize("code", ["M-404", "%00", "M%0010", "a" * 41, "%F0%9F%98%80", "..%2F"])
def test_an_unknown_matter_is_not_found(visit, code):
    assert visit().get(f"/matters/{code}/").status_code == 404


def test_the_regulation_in_force_is_public_article_by_article(visit):
    page = text(visit().get("/regulation/"))

    assert "便民服务中心管理办法" in page
    assert "Version 2012-1, in force since 2012-03-01" in page
    assert "第一条 服务时间 按公布的时间对外服务。" in page


def test_what_a_hall_discloses_and_where_to_complain_are_its_own_data(visit, east):
    with inside(east):
        fee = {"code": "fee", "name": "收费标准", "english": "Fee standard", "article": "1"}
        build.regulation("2026-1", build.NOW.date(), disclosures=[fee])
        Profile.objects.create(address="东街8号", complaint_phone="0000-1234502")

    page = text(visit().get("/"))

    for fact in ("Fee standard", "东街8号", "Complaint phone 0000-1234502"):
        assert fact in page
    assert "Fee standard" not in text(visit(host="west").get("/"))


def test_a_hall_without_a_regulation_yet_still_has_a_first_page(visit, east):
    build.no_regulation(east)

    assert visit().get("/").status_code == 200
    assert visit().get("/regulation/").status_code == 404
    assert visit("ana").get("/desk/intake/guide/", {"matter": "M-10"}).status_code == 200


@pytest.mark.parametrize("page", PAGES[:4])
def test_a_public_page_may_be_kept_and_carries_no_cookie_no_token_and_no_person(visit, page, ana, east):
    with inside(east):
        build.case(ana)

    answer = visit("ana").get(page)

    shown = answer.content.decode()
    assert answer["Cache-Control"] == "public, max-age=60"
    assert {"Cookie", "Accept-Language"} <= {name.strip() for name in answer["Vary"].split(",")}
    assert not answer.cookies
    for secret in ("csrfmiddlewaretoken", "李小明", "20260304-0001", "Ana", "<script"):
        assert secret not in shown


@pytest.mark.parametrize("page", PAGES[:4])
def test_a_public_page_is_for_reading_only(visit, page):
    assert visit().post(page).status_code == 405


def test_the_number_of_matters_costs_no_statement(visit, east):
    browser = visit()
    browser.get("/")
    with counted("page home"):
        browser.get("/")
    with inside(east):
        window = Window.objects.get(number=1)
        for n in range(100):
            build._matter(window, f"A-{n}", "临时", term="commitment", promised_limit=5)
    with counted("page home"):
        browser.get("/")


def test_a_guide_sheet_and_the_regulation_cost_a_fixed_number_of_statements(visit):
    browser = visit()
    for page in ("/matters/M-10/", "/regulation/"):
        browser.get(page)
        with counted(f"page {page}"):
            browser.get(page)


def test_each_hall_shows_its_own(visit):
    assert "East Hall" not in text(Client(HTTP_HOST="west.localhost", HTTP_ACCEPT_LANGUAGE="en").get("/"))
