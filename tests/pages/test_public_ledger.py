"""The ledger everybody may see: what was promised and what was kept, page by page, and nobody in it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from support import build
from support.counts import counted

from county import now as moment
from county.halls import inside
from hall.cases.actions import accept_case, decline_case
from hall.cases.clock_stops import stop_clock
from hall.cases.completion import collect_case, complete_case
from hall.cases.models import Case

pytestmark = pytest.mark.django_db
PERSONAL = (
    "李小明",
    "lxm",
    "13800138000",
    "138****8000",
    build.ID_NUMBER,
    "110***********002X",
    "东街1号",
    "李大明",
    "Ana",
)


def cells(page: str) -> list[list[str]]:
    """The words of each row."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)[1:]
    return [
        [" ".join(re.sub("<[^>]+>", " ", cell).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in rows
    ]


@pytest.fixture
def accepted(east, ana, now):
    """Make an accepted case, an hour after the one before it."""

    def make(hours: int = 0, **fields) -> Case:
        with inside(east):
            case = build.case(ana, key=f"k{hours}", now=now + timedelta(hours=hours), **fields)
            accept_case(case.pk, actor=ana, now=now + timedelta(hours=hours))
            return case

    return make


def test_a_case_shows_what_was_promised_and_kept_and_hides_its_person_and_its_number(
    visit, accepted, east, ana, now
):
    with inside(east):
        case = accepted()
        complete_case(case.pk, result="granted", actor=ana, now=now + timedelta(hours=1))
        collect_case(
            case.pk, collector_name="李大明", collector_id_number=build.ID_NUMBER, actor=ana, now=now
        )

    page = visit().get("/ledger/").content.decode()

    assert cells(page) == [
        [
            "20260304-00**",
            "M-10",
            "民政",
            "2026-03-04 10:00",
            "2026-03-18 17:30",
            "2026-03-04 11:00",
            "collected on time",
        ]
    ]
    for secret in (*PERSONAL, "20260304-0001", str(case.pk), "granted"):
        assert secret not in page


def test_no_personal_column_leaves_the_database(visit, accepted):
    accepted()
    browser = visit()
    browser.get("/ledger/")

    with CaptureQueriesContext(connection) as asked:
        browser.get("/ledger/")

    said = " ".join(query["sql"] for query in asked.captured_queries)
    assert "number" in said
    for column in ("applicant", "id_number", "phone", "address", "email", "collector", "handler", "reason"):
        assert column not in said


def test_each_state_of_the_clock_in_words_everybody_understands(visit, accepted, east, ana, now, monkeypatch):
    instant = accepted(0, matter_code="M-0")  # due the same day
    running, stopped = accepted(1), accepted(2)
    with inside(east):
        stop_clock(
            stopped.pk,
            reason="hearing",
            evidence="听证通知",
            actor=ana,
            now=now + timedelta(hours=2),
        )
        build.case(ana, key="waits", now=now + timedelta(hours=3))
        declined = build.case(ana, key="declined", now=now + timedelta(hours=4))
        decline_case(declined.pk, reason="李小明不符", actor=ana, now=now + timedelta(hours=4))
    assert (instant.number, running.number) == ("20260304-0001", "20260304-0002")

    monkeypatch.setattr(moment, "now", lambda: now + timedelta(days=1))
    states = [row[6] for row in cells(visit().get("/ledger/").content.decode())]

    # The newest first.
    assert states == ["declined", "received", "accepted clock stopped", "accepted on time", "accepted late"]

    with inside(east):
        complete_case(instant.pk, result="granted", actor=ana, now=now + timedelta(days=1))
    states = [row[6] for row in cells(visit().get("/ledger/").content.decode())]
    assert states[-1] == "completed late"


def test_pages_follow_each_other_without_gap_or_double(visit, east, ana, now):
    with inside(east):
        for n in range(60):
            build.case(ana, key=f"k{n}", now=now + timedelta(minutes=n), matter_code=("M-0", "M-10")[n % 2])
    browser = visit()

    first = browser.get("/ledger/").content.decode()
    older = re.search(r'rel="next" href="([^"]+)"', first)[1]
    second = browser.get(f"/ledger/{older}").content.decode()
    newer = re.search(r'rel="prev" href="([^"]+)"', second)[1]

    assert (len(cells(first)), len(cells(second))) == (50, 10)
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in second
    assert cells(browser.get(f"/ledger/{newer}").content.decode()) == cells(first)
    assert [row[0] for row in cells(first)[:11]] == ["20260304-00**"] * 11


@pytest.mark.parametrize("asked", ["?after=x", "?before=%00", "?after=%F0%9F%98%80"])
def test_a_place_that_does_not_exist_is_not_found_and_not_kept(visit, accepted, asked):
    answer = visit().get(f"/ledger/{asked}")

    assert answer.status_code == 404
    assert "Cache-Control" not in answer


def test_a_hundred_cases_cost_as_many_statements_as_one(visit, east, ana, now):
    browser = visit()
    with inside(east):
        build.case(ana, key="first")
    browser.get("/ledger/")
    with counted("page /ledger/"):
        browser.get("/ledger/")
    with inside(east):
        for n in range(100):
            build.case(ana, key=f"k{n}")
    with counted("page /ledger/"):
        browser.get("/ledger/")


def test_each_hall_shows_its_own_and_an_empty_one_says_so(visit, accepted):
    accepted()

    assert "No case has been taken in yet." in visit(host="west").get("/ledger/").content.decode()
    assert 'href="/ledger/"' in visit().get("/").content.decode()
