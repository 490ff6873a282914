"""The ledger by keyset: every case once, in order, whatever comes in meanwhile."""

import re
from base64 import urlsafe_b64encode
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from support import build

from county.halls import inside
from hall.cases.models import Case
from hall.cases.selectors import Cursor, Wanted, cases_of_person, ledger, ledger_page
from rules.errors import RuleError

pytestmark = pytest.mark.django_db


@pytest.fixture
def seven(in_east, ana, now):
    """Seven cases; the middle three received in the same instant."""
    minutes = [0, 1, 2, 2, 2, 3, 4]
    cases = [build.case(ana, key=f"k{n}", now=now + timedelta(minutes=m)) for n, m in enumerate(minutes)]
    return [case.number for case in Case.objects.filter(pk__in=[case.pk for case in cases])]


def numbers(page) -> list[str]:
    return [case.number for case in page.cases]


def test_pages_follow_each_other_without_gap_or_double_and_back_again(seven):
    first = ledger_page(Wanted(), size=3)
    second = ledger_page(Wanted(), after=first.older, size=3)
    third = ledger_page(Wanted(), after=second.older, size=3)

    assert numbers(first) + numbers(second) + numbers(third) == seven
    assert (first.newer, third.older) == (None, None)
    back = ledger_page(Wanted(), before=third.newer, size=3)
    assert numbers(back) == numbers(second)
    start = ledger_page(Wanted(), before=back.newer, size=3)
    assert numbers(start) == numbers(first)
    assert start.newer is None


def test_a_case_that_comes_in_meanwhile_moves_no_page(seven, ana, now):
    first = ledger_page(Wanted(), size=3)
    build.case(ana, key="meanwhile", now=now + timedelta(hours=1))

    assert numbers(ledger_page(Wanted(), after=first.older, size=3)) == seven[3:6]


def test_a_cursor_survives_being_written_down(seven):
    cursor = ledger_page(Wanted(), size=3).older

    assert Cursor.read(str(cursor)) == cursor


BEFORE_TIME = urlsafe_b64encode(f"0001-01-01T00:00:00+14:00|{UUID(int=0)}".encode()).decode()
DAMAGED = ["x", "", "%%%", "bm90aGluZw", "MjAyNi0wMy0wNHwx", "\x00", "é", BEFORE_TIME]


@pytest.mark.parametrize("text", DAMAGED)
def test_a_damaged_cursor_is_refused_with_a_code(text):
    with pytest.raises(RuleError) as refused:
        Cursor.read(text)

    assert (refused.value.code, refused.value.field) == ("cursor_malformed", "after")


def forged(moment):
    return urlsafe_b64encode(f"{moment}|{UUID(int=0)}".encode()).decode()


def test_a_forged_moment_is_read_in_a_zone_the_database_knows(in_east):
    cursor = Cursor.read(forged("2026-01-01T00:00:00+23:59:59.999999"))

    assert list(ledger_page(Wanted(), after=cursor).cases) == []


def test_the_ledger_is_narrowed_by_days_status_window_number_and_name(in_east, ana, now):
    early = build.case(ana, key="1", now=now, applicant_name="李小明")
    late = build.case(ana, key="2", now=now + timedelta(days=1), applicant_name="王芳")

    def found(**wanted):
        return [case.number for case in ledger(Wanted(**wanted))]

    assert found() == [late.number, early.number]
    assert found(first_on=date(2026, 3, 5)) == [late.number]
    assert found(last_on=date(2026, 3, 4)) == [early.number]
    assert found(status="accepted") == []
    assert found(window=early.window_id, words="小") == [early.number]
    assert found(words="20260305") == [late.number]


def test_a_list_never_reads_what_is_sealed(in_east, ana):
    build.case(ana)

    case = ledger(Wanted()).get()

    assert case.get_deferred_fields() == {
        "id_number_sealed",
        "phone_sealed",
        "address_sealed",
        "email_sealed",
        "collector_id_sealed",
    }


def test_a_person_is_found_by_name_and_by_initials(in_east, ana):
    li = build.case(ana, key="1")
    wang = build.case(ana, key="2", applicant_name="王芳", id_number="")

    def found(words):
        return [case.number for case in ledger(Wanted(words=words))]

    assert (li.initials, wang.initials) == ("lxm", "wf")
    assert found("lx") == found("LXM") == found("小明") == [li.number]
    assert found("wf") == [wang.number]
    assert found("xm") == [], "initials are read from the first"
    assert found(build.ID_NUMBER) == [], "what stands in an address finds nobody by ID number"


def test_an_id_number_is_looked_for_by_its_blind_index_alone(in_east, ana):
    build.case(ana)

    with CaptureQueriesContext(connection) as asked:
        assert [case.applicant_name for case in cases_of_person(build.ID_NUMBER)] == ["李小明"]

    (query,) = asked.captured_queries
    assert build.ID_NUMBER not in query["sql"]


@pytest.mark.parametrize(
    ("find", "index"),
    [
        (lambda: ledger(Wanted(words="20260304-00")), r"cases_case_number_\w+"),
        (lambda: cases_of_person(build.ID_NUMBER), "case_by_id_number"),
    ],
)
def test_a_number_and_an_id_number_are_looked_up_by_an_index(east, find, index):
    with inside(east):
        sql, values = find().order_by().query.sql_with_params()
    with connection.cursor() as cursor:
        # A table this small is read whole unless told otherwise.
        cursor.execute("SET LOCAL search_path = east; SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}", values)
        plan = "\n".join(line for (line,) in cursor.fetchall())
        cursor.execute("SET LOCAL search_path = public")

    assert re.search(rf"Index Scan (using|on) {index}", plan), plan
    assert re.search(r"Index Cond: \(+\w*(number|id_number_index)", plan), plan


def test_digits_are_a_number_and_look_through_no_names(in_east, ana):
    case = build.case(ana)

    assert ledger(Wanted(words="2026")).get() == case
    assert 'applicant_name" LIKE' not in str(ledger(Wanted(words="2026")).query)
    assert list(ledger(Wanted(words="0304"))) == []
