"""10 February 2027, six weeks after the last published day: everything works, every due date is told as provisional."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook
from support import build, gql

from county import now as moment
from county.halls import inside
from county.now import TIMEZONE
from hall.cases.models import Case, CaseEvent
from hall.cases.sweep import Swept, sweep

pytestmark = pytest.mark.django_db

NOW = datetime(2027, 2, 10, 10, 0, tzinfo=TIMEZONE)  # a Wednesday; nobody knows yet that it is a holiday
TYPED = {
    "matter": "M-10",
    "applicant_name": "李小明",
    "phone": "13800138000",
    "address": "东街1号",
    "key": "made-by-the-form",
}
BY_NUMBER = 'query { case(number: "20270210-0001") { status dueAt dueIsProvisional } }'


@pytest.fixture(autouse=True)
def _next_year(monkeypatch) -> None:
    monkeypatch.setattr(moment, "now", lambda: NOW)


@pytest.fixture
def case(visit, east) -> Case:
    """Taken in and accepted at the desk."""
    answer = visit("ana").post("/desk/intake/", {**TYPED, "accept": "yes"}, follow=True)
    assert answer.status_code == 200
    with inside(east):
        return Case.objects.get()


def test_a_case_is_accepted_with_a_provisional_due_date(case):
    """Ten weekdays after the tenth, for only weekends are known."""
    assert (case.status, case.number) == ("accepted", "20270210-0001")
    assert case.due_at == datetime(2027, 2, 24, 17, 30, tzinfo=TIMEZONE)
    assert (case.due_is_provisional, case.calendar_version) == (True, 1)


def test_every_place_that_shows_the_date_says_that_it_is_provisional(visit, case):
    ana = visit("ana")
    shown = {
        "case": ana.get(f"/desk/cases/{case.pk}/").content.decode(),
        "worklist": ana.get("/desk/").content.decode(),
        "ledger": ana.get("/desk/ledger/").content.decode(),
        "progress": visit().post("/progress/", {"number": case.number, "tail": "8000"}).content.decode(),
    }
    assert "Provisional: the calendar of that year is not published yet." in shown["case"]
    for page in ("worklist", "ledger"):
        row = shown[page].split(case.number)[1].split("</tr>")[0]
        assert '<abbr title="provisional: the calendar of that year is not published yet">*</abbr>' in row
    assert '2027-02-24 17:30 <span class="muted">(provisional)</span>' in shown["progress"]

    sheet = CalamineWorkbook.from_filelike(BytesIO(ana.get("/desk/ledger.xlsx").content)).get_sheet_by_index(
        0
    )
    headings, row = sheet.to_python()
    assert row[headings.index("due at")] == "2027-02-24 17:30 (provisional)"

    answer = gql.ask(BY_NUMBER, by="ana")
    assert answer.data["case"] == {
        "status": "ACCEPTED",
        "dueAt": answer.data["case"]["dueAt"],
        "dueIsProvisional": True,
    }
    assert datetime.fromisoformat(answer.data["case"]["dueAt"]).astimezone(UTC) == case.due_at


def test_a_date_that_is_certain_has_no_mark(visit, monkeypatch):
    monkeypatch.setattr(moment, "now", lambda: build.NOW)
    ana = visit("ana")
    ana.post("/desk/intake/", {**TYPED, "accept": "yes"})

    assert "<abbr" not in ana.get("/desk/ledger/").content.decode()
    assert "<abbr" not in ana.get("/desk/").content.decode()
    sheet = CalamineWorkbook.from_filelike(BytesIO(ana.get("/desk/ledger.xlsx").content)).get_sheet_by_index(
        0
    )
    headings, row = sheet.to_python()
    assert row[headings.index("due at")] == "2026-03-18 17:30"


@pytest.mark.parametrize(
    "page", ["/", "/matters/M-10/", "/regulation/", "/progress/", "/desk/", "/desk/intake/", "/desk/ledger/"]
)
def test_no_page_of_the_hall_breaks(visit, case, page):
    assert visit("ana").get(page).status_code == 200


@pytest.mark.parametrize("page", ["", "office/closurenotice/", "regulations/regulationversion/"])
def test_no_page_of_its_console_breaks(visit, case, page):
    assert visit("bo").get(f"/console/{page}").status_code == 200


@pytest.mark.parametrize(
    "page",
    ["/", "/console/", "/console/standards/calendarversion/", "/console/standards/calendarversion/1/change/"],
)
def test_no_page_of_the_county_breaks(visit, page):
    assert visit("inspector").get(page).status_code == 200


def test_the_public_page_knows_today_as_a_plain_weekday(visit):
    assert "open now" in visit().get("/").content.decode()


def test_the_sweep_marks_what_falls_due(east, case):
    with inside(east):
        assert sweep(now=case.due_at + timedelta(minutes=1)) == Swept(marked=1)
        assert CaseEvent.objects.get(action="mark_overdue").happened_at == case.due_at
