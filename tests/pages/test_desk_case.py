"""The page of a case: facts, the reasons of its date, its history, and every step through its buttons."""

import re
from datetime import timedelta

import pytest
from support import build

from county import now as moment
from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.models import Case, CaseEvent
from hall.cases.sweep import sweep
from hall.office.models import AuditLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(east, ana):
    with inside(east):
        return build.case(ana)


def press(browser, case, step, **typed):
    """Press a button as the page offers it: with the version the page was loaded with."""
    page = browser.get(f"/desk/cases/{case.pk}/").content.decode()
    version = re.search(r'name="expected_version" value="(\d+)"', page)
    typed.setdefault("expected_version", version[1] if version else "1")
    return browser.post(f"/desk/cases/{case.pk}/{step}/", typed, follow=True)


def buttons(page: str) -> list[str]:
    return re.findall(r'action="/desk/cases/[^/]+/([a-z_]+)/"', page)


def test_a_case_goes_from_received_to_handed_out_by_its_buttons(visit, case, east, now):
    browser = visit("ana")
    assert buttons(browser.get(f"/desk/cases/{case.pk}/").content.decode()) == [
        "unmask",
        "accept",
        "request_supplement",
        "decline",
        "return",
        "withdraw",
    ]

    accepted = press(browser, case, "accept").content.decode()
    assert "Accepted. The clock is running." in accepted
    assert buttons(accepted) == [
        "unmask",
        "complete",
        "request_supplement",
        "stop_clock",
        "return",
        "withdraw",
    ]
    completed = press(browser, case, "complete", result="granted").content.decode()
    assert buttons(completed) == ["unmask", "collect"]
    collected = press(
        browser, case, "collect", collector_name="李大明", collector_id_number=build.ID_NUMBER
    ).content.decode()
    assert buttons(collected) == ["unmask"]

    with inside(east):
        stored = Case.objects.get()
        steps = list(CaseEvent.objects.order_by("sequence").values_list("action", "actor_name"))
    assert (stored.status, stored.result, stored.collector_name) == ("collected", "granted", "李大明")
    assert steps == [("intake", "Ana"), ("accept", "Ana"), ("complete", "Ana"), ("collect", "Ana")]


@pytest.mark.parametrize(("step", "status"), [("decline", "declined"), ("return", "returned")])
def test_a_refusal_needs_a_reason_and_shows_it(visit, case, east, step, status):
    browser = visit("ana")

    empty = press(browser, case, step, reason="  ")
    assert empty.status_code == 422
    assert "Say why, in words the applicant can understand." in empty.content.decode()
    with inside(east):
        assert Case.objects.get().status == "received"

    done = press(browser, case, step, reason="不符合条件")
    assert "不符合条件" in done.content.decode()
    with inside(east):
        assert Case.objects.values_list("status", "reason").get() == (status, "不符合条件")


def test_what_was_typed_stays_when_a_step_fails(visit, case, east, ana, now):
    with inside(east):
        accept_case(case.pk, actor=ana, now=now)
        complete_case(case.pk, result="granted", actor=ana, now=now)

    answer = press(visit("ana"), case, "collect", collector_name="李2", collector_id_number=build.ID_NUMBER)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "A name is written in Chinese characters or Latin letters only." in page
    assert 'value="李2"' in page
    with inside(east):
        assert Case.objects.values_list("status", "collector_name").get() == ("completed", "")


def test_who_changed_the_case_meanwhile_is_named_and_nothing_is_done(visit, case, east, cast, now):
    with inside(east):
        accept_case(case.pk, actor=cast.bo, now=now)

    answer = press(visit("ana"), case, "return", expected_version="1", reason="材料不符")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bo has changed this case meanwhile: it is now accepted." in page
    assert "材料不符" in page
    with inside(east):
        assert Case.objects.values_list("status", "version", "reason").get() == ("accepted", 2, "")


@pytest.mark.parametrize("version", ["", "x", "-1", "９", "1" * 30, "\x00"])
def test_without_the_version_one_was_looking_at_nothing_is_done(visit, case, east, version):
    answer = press(visit("ana"), case, "accept", expected_version=version)

    assert answer.status_code == 422
    assert "Open the case again before you change it." in answer.content.decode()
    with inside(east):
        assert Case.objects.get().status == "received"


@pytest.mark.parametrize("step", ["mark_overdue", "deem_accepted", "intake", "fly"])
def test_a_step_no_button_offers_is_not_found(visit, case, east, step):
    answer = visit("ana").post(f"/desk/cases/{case.pk}/{step}/", {"expected_version": "1"})

    assert answer.status_code == 404
    with inside(east):
        assert Case.objects.values_list("status", "version").get() == ("received", 1)


def test_an_overdue_case_says_so_and_the_clock_has_no_button(visit, case, east, ana, now, monkeypatch):
    later = now + timedelta(days=20)
    with inside(east):
        accept_case(case.pk, actor=ana, now=now)
        sweep(now=later)
    monkeypatch.setattr(moment, "now", lambda: later)

    page = visit("ana").get(f"/desk/cases/{case.pk}/").content.decode()

    assert '<span class="chip overdue">4 working days late</span>' in page
    assert "Went past its due date" in page
    assert buttons(page) == [
        "unmask",
        "complete",
        "request_supplement",
        "stop_clock",
        "return",
        "withdraw",
    ]


def test_the_due_date_gives_its_reasons_with_their_articles(visit, case, east, ana, now):
    with inside(east):
        accept_case(case.pk, actor=ana, now=now)

    page = visit("ana").get(f"/desk/cases/{case.pk}/").content.decode()

    assert "2026-03-18" in page
    assert "Day 0, 2026-03-04, is not counted; day 1 is 2026-03-05." in page
    assert "<cite>《民法典》第201条</cite>" in page
    assert "便民服务中心管理办法 (2012-1)" in page


def test_an_article_of_the_pinned_regulation_is_cited_by_number_and_title(visit, case, east, ana, now):
    with inside(east):
        taken = build.case(ana, key="instant", matter_code="M-0")

    page = visit("ana").get(f"/desk/cases/{taken.pk}/").content.decode()

    assert "Called instant case because of its facts: done the same day." in page
    assert "<cite>第二条 办件种类</cite>" in page


def test_personal_data_is_masked_until_unmasked_and_unmasking_is_on_record(visit, case, east, ana, now):
    browser = visit("ana")
    masked = browser.get(f"/desk/cases/{case.pk}/").content.decode()
    assert "138****8000" in masked
    assert "110***********002X" in masked
    for secret in ("13800138000", "11010519491231002X", "东街1号"):
        assert secret not in masked

    answer = browser.post(f"/desk/cases/{case.pk}/unmask/")

    page = answer.content.decode()
    for secret in ("13800138000", "11010519491231002X", "东街1号"):
        assert secret in page
    assert "no-store" in answer["Cache-Control"]
    with inside(east):
        line = AuditLine.objects.get()
    assert (line.action, line.subject, line.actor_id, line.happened_at) == (
        "person.unmask",
        "20260304-0001",
        ana.id,
        now,
    )
    assert line.detail == {"fields": ["id_number", "phone", "address"]}
    # Shown once: the next look is masked again, and looking alone is not on record.
    assert "13800138000" not in browser.get(f"/desk/cases/{case.pk}/").content.decode()
    with inside(east):
        assert AuditLine.objects.count() == 1


def test_unmasking_by_an_address_alone_is_refused(visit, case, east):
    assert visit("ana").get(f"/desk/cases/{case.pk}/unmask/").status_code == 405
    with inside(east):
        assert AuditLine.objects.count() == 0


def test_a_reason_never_becomes_markup(visit, case):
    page = press(visit("ana"), case, "decline", reason="<script>alert(1)</script>").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_an_extension_nobody_has_to_approve_is_said_to_be_granted(visit, east, ana, now):
    with inside(east):
        table = {"max_days": 5, "unit": "working_days", "article": "2"}
        build.regulation("2026-1", now.date(), extension=table)
        case = build.case(ana)
        accept_case(case.pk, actor=ana, now=now)

    page = press(visit("ana"), case, "request_extension", days="2", reason="等待上级批复").content.decode()

    assert "Extended. Give the applicant the notice." in page
    assert "2026-03-18 17:30 → 2026-03-20 17:30" in page
    with inside(east):
        assert Case.objects.get().due_at == now.replace(day=20, hour=17, minute=30)


def test_the_history_tells_a_date_only_where_it_moved(visit, case, east, ana, now):
    with inside(east):
        accept_case(case.pk, actor=ana, now=now)
    browser = visit("ana")
    press(browser, case, "stop_clock", reason="hearing", evidence="听证通知")

    page = press(browser, case, "resume_clock", reason="hearing").content.decode()

    history = re.search(r'class="timeline">(.*?)</ol>', page, re.S)[1]
    assert "Clock goes on" in history
    assert "2026-03-18" not in history
