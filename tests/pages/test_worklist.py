"""The worklist: what is open, coloured by the time left, the most urgent on top."""

import re
from datetime import datetime, timedelta

import pytest
from support import build
from support.counts import counted

from county import now as moment
from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.models import Case
from hall.desk.timeleft import time_left
from hall.desk.urgency import state_of
from hall.office.closures import hall_calendar

pytestmark = pytest.mark.django_db
DUE = build.NOW.replace(day=18, hour=17, minute=30)  # ten working days after Wednesday, 4 March 2026


def accepted(ana, key: str, *, days_ago: int = 0):
    now = build.NOW - timedelta(days=days_ago)
    case = build.case(ana, key=key, now=now)
    accept_case(case.pk, actor=ana, now=now)
    return case


def listed(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<tr class="(\w*)">.*?class="number"[^>]*>([\d-]+)<', page, re.S)


def test_open_cases_are_listed_by_urgency_and_finished_ones_are_not(visit, east, ana, now):
    with inside(east):
        waiting = build.case(ana, key="waiting")
        late = accepted(ana, "late", days_ago=30)
        on_time = accepted(ana, "on time")
        soon = accepted(ana, "soon", days_ago=20)  # the Spring Festival lies between
        done = accepted(ana, "done")
        complete_case(done.pk, result="granted", actor=ana, now=now)

    page = visit("ana").get("/desk/").content.decode()

    assert listed(page) == [
        ("overdue", late.number),
        ("due_soon", soon.number),
        ("on_time", on_time.number),
        ("waiting", waiting.number),
    ]
    figures = re.findall(r'class="tile (\w+)".*?<strong>(\d+)</strong>', page)
    assert figures == [
        ("overdue", "1"),
        ("due_soon", "1"),
        ("on_time", "1"),
        ("stopped", "0"),
        ("waiting", "1"),
        ("done", "1"),
    ]
    for state, number in listed(page):
        narrowed = visit("ana").get("/desk/", {"state": state}).content.decode()
        assert listed(narrowed) == [(state, number)]
    hand_out = visit("ana").get("/desk/", {"state": "to_hand_out"}).content.decode()
    assert [number for _, number in listed(hand_out)] == [done.number]


def test_words_and_window_narrow_the_list_and_nonsense_narrows_nothing(visit, east, ana):
    with inside(east):
        li = build.case(ana, key="1", applicant_name="李小明")
        wang = build.case(ana, key="2", applicant_name="王芳")
        window = li.window_id
    browser = visit("ana")

    def numbers(**asked):
        return sorted(number for _, number in listed(browser.get("/desk/", asked).content.decode()))

    assert numbers(words="王") == [wang.number]
    assert numbers(words=li.number) == [li.number]
    assert numbers(window=str(window)) == [li.number, wang.number]
    assert numbers(window="x") == numbers(words="\x00") == numbers(state="y") == [li.number, wang.number]
    assert numbers(words="%") == []


def test_a_clerk_may_see_only_what_is_in_her_own_hands(visit, east, ana, cast):
    with inside(east):
        hers = build.case(ana, key="1")
        build.case(cast.bo, key="2")

    page = visit("ana").get("/desk/", {"mine": "on"}).content.decode()

    assert [number for _, number in listed(page)] == [hers.number]


@pytest.mark.parametrize(
    ("at", "state", "words"),
    [
        (DUE - timedelta(days=3), "on_time", "3 working days left"),  # Sunday
        (DUE - timedelta(days=5), "on_time", "3 working days left"),  # Friday
        (datetime(2026, 3, 16, 17, 29, tzinfo=moment.TIMEZONE), "on_time", "2 working days left"),
        (datetime(2026, 3, 16, 17, 30, tzinfo=moment.TIMEZONE), "due_soon", "2 working days left"),
        (DUE - timedelta(days=1), "due_soon", "1 working day left"),
        (DUE, "due_soon", "due today"),
        (DUE + timedelta(seconds=1), "overdue", "late since today"),
        (DUE + timedelta(days=1), "overdue", "1 working day late"),
        (
            DUE + timedelta(days=5),
            "overdue",
            "3 working days late",
        ),  # Monday; the weekend is nobody's lateness
    ],
)
def test_the_last_two_working_days_are_soon_and_the_due_instant_is_still_in_time(
    in_east, ana, settings, at, state, words
):
    settings.LANGUAGE_CODE = "en"
    case = Case.objects.get(pk=accepted(ana, "one").pk)
    assert case.due_at == DUE

    assert state_of(case, at) == state
    assert time_left(case, at, hall_calendar()) == words


def test_a_hall_without_hours_in_force_still_sees_what_is_late(visit, east, ana):
    with inside(east):
        late = accepted(ana, "late", days_ago=30)
    build.no_regulation(east)

    assert listed(visit("ana").get("/desk/").content.decode()) == [("overdue", late.number)]


def test_a_hundred_open_cases_cost_as_many_statements_as_one(visit, east, ana):
    browser = visit("ana")
    with inside(east):
        accepted(ana, "first")
    browser.get("/desk/")
    with counted("page worklist"):
        browser.get("/desk/")
    with inside(east):
        for n in range(100):
            build.case(ana, key=f"more {n}")
    with counted("page worklist"):
        page = browser.get("/desk/").content.decode()

    assert len(listed(page)) == 100
    assert "The first 100 are shown" in page
