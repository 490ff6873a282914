"""The ledger's page and its Excel file."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook
from support import build
from support.counts import counted

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.clock_stops import stop_clock
from hall.cases.completion import collect_case, complete_case
from hall.cases.models import Case
from hall.desk import export
from hall.office.models import AuditLine

pytestmark = pytest.mark.django_db

HEADINGS = [
    "number",
    "matter",
    "window",
    "applicant",
    "ID number",
    "phone",
    "status",
    "received at",
    "accepted at",
    "accepted by rule",
    "due at",
    "clock stopped",
    "completed at",
    "working minutes late",
    "result",
    "collected at",
    "collector",
    "ID of the collector",
    "the applicant collected",
    "handler",
]


@pytest.fixture
def collected(east, ana, now):
    """A case that went its whole way."""
    with inside(east):
        case = build.case(ana)
        accept_case(case.pk, actor=ana, now=now)
        complete_case(case.pk, result="granted", actor=ana, now=now)
        collect_case(
            case.pk, collector_name="李大明", collector_id_number=build.ID_NUMBER, actor=ana, now=now
        )
    return case


def rows(answer) -> list[list[str]]:
    return CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def test_the_page_shows_each_step_of_a_case_and_masks_the_person(visit, collected):
    page = visit("ana").get("/desk/ledger/").content.decode()

    for fact in ("20260304-0001", "M-10", "李小明", "138****8000", "collected"):
        assert fact in page
    assert "李大明" in page
    assert "2026-03-18" in page
    assert "13800138000" not in page


def test_the_page_says_who_collected_how_late_it_was_and_what_went_by_rule(visit, collected, east):
    page = visit("ana").get("/desk/ledger/").content.decode()
    assert "the applicant<" in page
    for said in ("accepted by rule", "clock stopped", "110***********002X", "working minute"):
        assert said not in page

    with inside(east):
        Case.objects.update(collector_is_applicant=False, is_deemed_accepted=True, minutes_late=31)
    page = visit("ana").get("/desk/ledger/").content.decode()

    for said in ("31 working minutes late", "accepted by rule", "110***********002X"):
        assert said in page
    assert "the applicant<" not in page
    assert build.ID_NUMBER not in page


def test_a_case_whose_clock_stands_still_says_so(visit, east, ana, now):
    with inside(east):
        case = build.case(ana)
        accept_case(case.pk, actor=ana, now=now)
        stop_clock(case.pk, reason="hearing", evidence="听证通知", actor=ana, now=now)

    page = visit("ana").get("/desk/ledger/").content.decode()

    assert (
        '<span class="chip stopped">accepted</span><br><span class="muted small">clock stopped</span>' in page
    )
    assert rows(visit("ana").get("/desk/ledger.xlsx"))[1][HEADINGS.index("clock stopped")] == "yes"


def test_somebody_else_who_collects_and_a_case_accepted_by_rule_say_so_in_the_export(visit, collected, east):
    with inside(east):
        Case.objects.update(collector_is_applicant=False, is_deemed_accepted=True, minutes_late=0)

    headings, row = rows(visit("ana").get("/desk/ledger.xlsx"))

    told = dict(zip(headings, row, strict=True))
    assert (told["the applicant collected"], told["accepted by rule"]) == ("", "yes")
    assert told["working minutes late"] == "0"


def test_filters_that_cannot_be_understood_are_said_at_their_field(visit, collected):
    asked = {"first_on": "2026-13-45", "window": "x", "status": "flying"}

    page = visit("ana").get("/desk/ledger/", asked).content.decode()

    assert page.count('class="field-error"') == 3
    assert collected.number in page
    backwards = {"first_on": "2026-03-05", "last_on": "2026-03-04"}
    assert (
        "The last day lies before the first." in visit("ana").get("/desk/ledger/", backwards).content.decode()
    )


def test_a_damaged_place_in_the_list_shows_the_first_page_and_says_so(visit, collected):
    answer = visit("ana").get("/desk/ledger/", {"after": "nonsense"})

    assert answer.status_code == 200
    assert "This place in the list does not exist." in answer.content.decode()
    assert collected.number in answer.content.decode()


def test_the_pages_of_a_long_ledger_keep_its_filters(visit, east, ana):
    with inside(east):
        for n in range(60):
            build.case(ana, key=f"k{n}")
    browser = visit("ana")

    first = browser.get("/desk/ledger/", {"words": "李"}).content.decode()
    older = re.search(r'rel="next" href="([^"]+)"', first)[1].replace("&amp;", "&")
    second = browser.get(f"/desk/ledger/{older}").content.decode()

    assert older.startswith("?words=%E6%9D%8E&after=")
    assert (first.count('class="number" href='), second.count('class="number" href=')) == (50, 10)


def test_a_hundred_cases_cost_as_many_statements_as_one(visit, east, ana):
    browser = visit("ana")
    with inside(east):
        build.case(ana)
    for page in ("/desk/ledger/", "/desk/ledger.xlsx"):
        browser.get(page)
        with counted(f"page {page}"):
            browser.get(page)
    with inside(east):
        for n in range(100):
            build.case(ana, key=f"k{n}")
    for page in ("/desk/ledger/", "/desk/ledger.xlsx"):
        with counted(f"page {page}"):
            browser.get(page)


def test_the_export_holds_what_the_page_shows_masked_and_is_on_record(visit, collected, east, ana, now):
    answer = visit("ana").get("/desk/ledger.xlsx")

    assert answer["Content-Type"] == export.XLSX
    assert answer["Content-Disposition"] == 'attachment; filename="ledger-20260304.xlsx"'
    assert "no-store" in answer["Cache-Control"]
    headings, row = rows(answer)
    assert headings == HEADINGS
    assert dict(zip(headings, row, strict=True)) == {
        "number": "20260304-0001",
        "matter": "临时救助",
        "window": "1 民政",
        "applicant": "李小明",
        "ID number": "110***********002X",
        "phone": "138****8000",
        "status": "collected",
        "received at": "2026-03-04 10:00",
        "accepted at": "2026-03-04 10:00",
        "accepted by rule": "",
        "due at": "2026-03-18 17:30",
        "clock stopped": "",
        "completed at": "2026-03-04 10:00",
        "working minutes late": "-4500",
        "result": "granted",
        "collected at": "2026-03-04 10:00",
        "collector": "李大明",
        "ID of the collector": "110***********002X",
        "the applicant collected": "yes",  # by the number, whatever name was written down
        "handler": "Ana",
    }
    with inside(east):
        line = AuditLine.objects.get()
    assert (line.action, line.actor_id, line.happened_at) == ("ledger.export", ana.id, now)
    assert line.detail == {"rows": 1, "filters": []}


@pytest.mark.parametrize(
    "wicked", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)", "0123", "http://x.example"]
)
def test_what_a_citizen_wrote_never_becomes_a_formula_a_link_or_a_number(visit, collected, east, wicked):
    with inside(east):
        Case.objects.update(applicant_name=wicked, collector_name=wicked)

    answer = visit("ana").get("/desk/ledger.xlsx")

    assert rows(answer)[1][3] == wicked
    with ZipFile(BytesIO(answer.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert not [name for name in book.namelist() if "externalLink" in name or "rels/sheet" in name]
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_the_export_keeps_the_filters_and_never_tells_the_audit_trail_the_name(visit, collected, east):
    answer = visit("ana").get("/desk/ledger.xlsx", {"words": "王"})

    assert rows(answer) == [HEADINGS]
    with inside(east):
        assert AuditLine.objects.get().detail == {"rows": 0, "filters": ["words"]}


def test_an_export_that_is_too_long_or_misunderstood_is_refused_and_not_on_record(
    visit, collected, east, ana, monkeypatch
):
    monkeypatch.setattr(export, "AT_MOST", 1)
    with inside(east):
        build.case(ana, key="second")

    too_long = visit("ana").get("/desk/ledger.xlsx")
    misunderstood = visit("ana").get("/desk/ledger.xlsx", {"first_on": "soon"})

    assert too_long.status_code == misunderstood.status_code == 422
    assert "More than 1 cases: narrow the days and export in parts." in too_long.content.decode()
    assert "The filters of this export cannot be understood." in misunderstood.content.decode()
    with inside(east):
        assert AuditLine.objects.count() == 0


def test_who_may_not_export_gets_no_file_and_sees_no_button(visit, collected, east, monkeypatch):
    monkeypatch.setattr("county.registry.permissions.Actor.may", lambda actor, asked: asked == "case.read")
    browser = visit("ana")

    assert "ledger.xlsx" not in browser.get("/desk/ledger/").content.decode()
    assert browser.get("/desk/ledger.xlsx").status_code == 403
    with inside(east):
        assert AuditLine.objects.count() == 0


def test_a_person_is_found_by_an_id_number_that_no_address_ever_holds(visit, east, ana):
    with inside(east):
        li = build.case(ana, key="1")
        build.case(ana, key="2", applicant_name="王芳", id_number="")
    browser = visit("ana")

    found = browser.post("/desk/ledger/person/", {"id_number": "110105 19491231 002x"})

    page = found.content.decode()
    assert (found.status_code, re.findall(r'class="number" href="[^"]+">([\d-]+)<', page)) == (
        200,
        [li.number],
    )
    assert "no-store" in found["Cache-Control"]
    assert build.ID_NUMBER not in page
    assert browser.get("/desk/ledger/person/", {"id_number": build.ID_NUMBER}).status_code == 405


@pytest.mark.parametrize("typed", ["", "1101051949123100", "110105194912310021", "1" * 5_000])
def test_what_is_no_id_number_finds_nobody_and_says_why(visit, east, ana, typed):
    with inside(east):
        build.case(ana)

    answer = visit("ana").post("/desk/ledger/person/", {"id_number": typed})

    assert answer.status_code == 422
    assert "ID number" in answer.content.decode()
    assert "20260304-0001" not in answer.content.decode()
