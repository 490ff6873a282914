"""How a case stands: for number and tail together, and nothing for either alone."""

from datetime import timedelta

import pytest
from support import build
from support.counts import counted

from county import now as moment
from county.halls import inside
from county.registry.models import Attempt
from hall.cases import receipt
from hall.cases.actions import accept_case, decline_case
from hall.cases.completion import complete_case
from hall.people.sealed import unseal

pytestmark = pytest.mark.django_db
PERSONAL = ("李小明", "13800138000", "138****8000", "11010519491231002X", "110***********002X", "东街1号")


@pytest.fixture
def case(east, ana):
    with inside(east):
        return build.case(ana)


def ask(browser, number="20260304-0001", tail="8000"):
    return browser.post("/progress/", {"number": number, "tail": tail})


def test_number_and_tail_together_show_how_the_case_stands_and_name_nobody(visit, case, east, ana, now):
    with inside(east):
        accept_case(case.pk, actor=ana, now=now)
        complete_case(case.pk, result="granted", actor=ana, now=now + timedelta(hours=1))

    answer = ask(visit())

    page = answer.content.decode()
    assert answer.status_code == 200
    for fact in ("20260304-0001", "M-10", "completed", "2026-03-18 17:30", "2026-03-04 11:00"):
        assert fact in page
    for secret in (*PERSONAL, "Ana", "granted", str(case.pk)):
        assert secret not in page
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_the_reason_of_a_refusal_is_not_shown(visit, case, east, ana, now):
    with inside(east):
        decline_case(case.pk, reason="李小明材料不符", actor=ana, now=now)

    page = ask(visit()).content.decode()

    assert "declined" in page
    assert "The window tells you the reason and what you can do now." in page
    assert "材料不符" not in page


def test_a_wrong_number_and_a_wrong_tail_get_the_very_same_answer(visit, case):
    wrong_tail, wrong_number = ask(visit(), tail="8001"), ask(visit(), number="20260304-0002")

    assert wrong_tail.status_code == wrong_number.status_code == 404
    plain = [
        answer.content.decode().replace("20260304-0002", "20260304-0001").replace("8001", "8000")
        for answer in (wrong_tail, wrong_number)
    ]
    assert plain[0] == plain[1]
    assert "No case fits this number and these four digits." in plain[0]
    assert "M-10" not in plain[0]


def test_a_miss_costs_as_much_work_as_a_hit(visit, case, monkeypatch):
    opened = []

    def counting(value: str, purpose: str) -> str:
        opened.append((purpose, value != ""))
        return unseal(value, purpose)

    monkeypatch.setattr(receipt, "unseal", counting)
    visit().get("/progress/")  # the host is known from here on
    for number, tail in (("20260304-0001", "8000"), ("20260304-0001", "8001"), ("20260304-0002", "8000")):
        opened.clear()
        with counted("page progress"):
            ask(visit(), number, tail)
        assert opened == [("phone", True)]


def test_a_case_of_east_is_unknown_at_west(visit, case):
    assert ask(visit()).status_code == 200
    assert ask(visit(host="west")).status_code == 404


def test_blanks_around_what_was_pasted_do_not_matter(visit, case):
    assert ask(visit(), number=" 20260304-0001\n", tail=" 8000 ").status_code == 200


@pytest.mark.parametrize(
    ("number", "tail"),
    [
        ("", ""),
        ("20260304-0001", "80000"),
        ("20260304-0001", "８０００"),
        ("20260304-0001\x00", "8000"),
        ("20260304-0001", "80\x000"),
        ("%", "8000"),
        ("' OR 1=1 --", "8000"),
        ("20260304-0001", "😀😀😀😀"),
    ],
)
def test_a_malformed_question_is_answered_at_its_field_and_not_counted(visit, case, number, tail):
    answer = ask(visit(), number, tail)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="field-error"' in page
    assert "M-10" not in page
    assert Attempt.objects.count() == 0


def test_the_eleventh_try_in_five_minutes_is_refused_also_with_the_right_answer(
    visit, case, monkeypatch, now
):
    browser = visit()
    for n in range(10):
        assert ask(browser, tail=f"{n:04}").status_code == 404

    refused = ask(browser)
    assert refused.status_code == 429
    assert "Too many tries. Please wait five minutes." in refused.content.decode()
    assert "M-10" not in refused.content.decode()
    # Another hall counts for itself, and five minutes later everything is new.
    assert ask(visit(host="west")).status_code == 404
    monkeypatch.setattr(moment, "now", lambda: now + timedelta(minutes=5))
    assert ask(browser).status_code == 200


def test_reading_the_form_is_never_counted_and_needs_no_cookie(visit):
    answer = visit(enforce_csrf_checks=True).get("/progress/")

    assert answer.status_code == 200
    assert not answer.cookies
    assert Attempt.objects.count() == 0


def test_it_works_without_a_token_because_it_changes_nothing(visit, case):
    assert ask(visit(enforce_csrf_checks=True)).status_code == 200


def test_the_tail_of_a_landline_counts_too(visit, east, ana):
    with inside(east):
        build.case(ana, key="landline", phone="0839-5221234")

    assert ask(visit(), tail="1234").status_code == 200
