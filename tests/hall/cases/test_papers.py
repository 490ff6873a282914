"""Papers are missing: told once and all of them; supplied, or not in time; a second asking shows."""

from datetime import timedelta

import pytest
from support import build

from hall.cases.agreement import disagreements
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent, ClockStop, Deadline, SupplementRequest
from hall.cases.papers import receive_supplement, request_supplement
from hall.cases.sweep import Swept, sweep
from hall.conduct.models import ConductLead
from hall.decisions.models import DecisionRecord
from hall.decisions.replay import replay
from hall.notices.models import Notice
from hall.telling.models import Message
from rules.clock import Limit, LimitUnit
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
LATER = build.NOW + timedelta(hours=3)  # the same Wednesday, 13:00
FRIDAY = build.NOW.replace(day=6)
KINDS = [
    {
        "code": "supplement",
        "name": "补办件",
        "english": "supplement case",
        "article": "2",
        "when": {"has_awaited_supplement": True},
    },
    build.INSTANT,
]


def snapshot():
    tables = (Case, CaseEvent, SupplementRequest, Deadline, ClockStop, Notice, Message, ConductLead)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def refused(verb, *args, **kwargs):
    kept = snapshot()
    with pytest.raises(RuleError) as error:
        verb(*args, **kwargs)
    assert snapshot() == kept
    return error.value.code, error.value.field


def test_one_notice_lists_everything_and_the_case_waits(ruled, ana):
    ruled(supplement=build.SUPPLEMENT, kinds=KINDS)
    case = build.case(ana)

    event = request_supplement(case.pk, items=["户口簿", " 照片 ", "户口簿", ""], actor=ana, now=LATER)

    stored = Case.objects.get()
    assert (stored.status, stored.kind, stored.has_awaited_supplement) == (
        "awaiting_supplement",
        "supplement",
        True,
    )
    request = SupplementRequest.objects.get()
    assert (request.number, request.items, request.told_at) == (1, ["户口簿", "照片"], LATER)
    # Three working days after Wednesday the 4th, at closing time: Monday the 9th.
    deadline = Deadline.objects.get()
    assert (deadline.what, deadline.subject_id, deadline.due_at) == (
        "supplement",
        request.pk,
        build.NOW.replace(day=9, hour=17, minute=30),
    )
    notice = Notice.objects.get()
    assert (notice.kind, notice.sequence, notice.data["items"]) == ("one_time", 2, ["户口簿", "照片"])
    assert notice.data["supply_by"] == "2026-03-09T17:30:00+08:00"
    assert notice.data["article"] == "第二条 办件种类"
    assert [(each.channel, each.subject) for each in Message.objects.all()] == [("sms", "supplement")]
    assert event.data == {"number": 1, "items": 2, "supply_by": "2026-03-09T17:30:00+08:00"}
    assert ConductLead.objects.count() == 0
    assert is_whole(stored)
    assert [each.difference for each in replay() if each.difference] == []


def test_once_they_have_come_the_case_is_received_again_and_counts_from_then(ruled, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=LATER)

    receive_supplement(case.pk, actor=ana, now=FRIDAY)

    stored = Case.objects.get()
    assert (stored.status, stored.papers_at) == ("received", FRIDAY)
    assert SupplementRequest.objects.get().received_at == FRIDAY
    assert Deadline.objects.get().met_at == FRIDAY
    assert sweep(now=build.NOW.replace(day=10)) == Swept()


def test_papers_that_do_not_come_in_time_end_the_case_in_writing(ruled, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=LATER)
    end = build.NOW.replace(day=9, hour=17, minute=30)

    assert sweep(now=end) == Swept()
    assert sweep(now=end + timedelta(minutes=1)) == Swept(marked=1)
    assert sweep(now=end + timedelta(days=1)) == Swept()

    stored = Case.objects.get()
    assert (stored.status, stored.reason_code, stored.reason, stored.ended_at) == (
        "declined",
        "not_supplied_in_time",
        "逾期未补齐材料。",
        end,
    )
    assert CaseEvent.objects.filter(action="lapse").values_list("actor_name", "happened_at").get() == (
        "",
        end,
    )
    assert Notice.objects.filter(kind="return").get().data["decision"] == "declined"
    assert Message.objects.filter(subject="returned").count() == 1


def test_a_hall_whose_rules_do_not_say_so_only_marks_them_late(ruled, ana):
    ruled(supplement={"article": "2", "one_notice": True})
    case = build.case(ana)
    within = Limit(1, LimitUnit.WORKING_DAYS)
    request_supplement(case.pk, items=["户口簿"], within=within, actor=ana, now=LATER)

    assert sweep(now=build.NOW.replace(day=6)) == Swept(marked=1)

    event = CaseEvent.objects.get(action="mark_late")
    assert (event.data["what"], event.happened_at) == (
        "supplement",
        build.NOW.replace(day=5, hour=17, minute=30),
    )
    assert Case.objects.get().status == "awaiting_supplement"


def test_after_acceptance_waiting_stops_the_clock_and_gives_back_what_it_took(ruled, taken, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = taken()
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=build.NOW.replace(day=5, hour=8, minute=0))

    stopped = Case.objects.get()
    assert (stopped.status, stopped.is_stopped, stopped.next_check_at) == ("accepted", True, None)
    # From Thursday's opening to Friday's closing: two whole working days.
    receive_supplement(case.pk, actor=ana, now=build.NOW.replace(day=6, hour=17, minute=30))

    again = Case.objects.get()
    assert (again.is_stopped, again.due_at) == (False, build.NOW.replace(day=20, hour=17, minute=30))
    assert again.next_check_at == build.NOW.replace(day=18, hour=17, minute=30)
    stop = ClockStop.objects.get()
    assert (stop.reason, stop.ended_at) == ("supplement", build.NOW.replace(day=6, hour=17, minute=30))
    assert list(disagreements()) == []
    assert [each.difference for each in replay() if each.difference] == []


def test_not_supplied_after_acceptance_the_case_is_returned(ruled, taken, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = taken()
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=LATER)

    assert sweep(now=build.NOW.replace(day=10)) == Swept(marked=1)

    stored = Case.objects.get()
    assert (stored.status, stored.reason_code, stored.is_stopped) == (
        "returned",
        "not_supplied_in_time",
        False,
    )


@pytest.mark.parametrize(
    ("items", "why_new", "leads"),
    [
        (["照片"], "", 1),
        (["照片", "户口簿"], "", 1),
        (["户口簿"], "", 0),  # it was asked for, and still is missing
        (["照片"], "补交的户口簿显示申请人已改名", 0),
    ],
)
def test_a_second_request_for_what_was_knowable_is_a_lead(ruled, ana, items, why_new, leads):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=LATER)
    receive_supplement(case.pk, actor=ana, now=LATER)

    request_supplement(case.pk, items=items, why_new=why_new, actor=ana, now=LATER)

    assert SupplementRequest.objects.count() == 2
    assert ConductLead.objects.count() == leads
    for found in ConductLead.objects.all():
        assert (found.code, found.article, found.staff_name, found.case_id, found.source) == (
            "second_request",
            "2",
            "Ana",
            case.pk,
            "system",
        )


def test_a_hall_whose_rules_do_not_ask_for_one_notice_has_no_such_lead(in_east, ana):
    case = build.case(ana)
    for item in ("户口簿", "照片"):
        request_supplement(case.pk, items=[item], actor=ana, now=LATER)
        receive_supplement(case.pk, actor=ana, now=LATER)

    assert ConductLead.objects.count() == 0
    assert Deadline.objects.count() == 0


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([], "items_missing"),
        (["", "  "], "items_missing"),
        ([f"材料{n}" for n in range(51)], "too_many_items"),
        (["料" * 201], "text_too_long"),
        (["户口\x00簿"], "text_control_characters"),
    ],
)
def test_bad_lists_are_refused_and_nothing_is_half_done(ruled, ana, items, code):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)

    assert refused(request_supplement, case.pk, items=items, actor=ana, now=LATER) == (code, "items")


def test_nothing_is_asked_for_twice_at_a_time_and_nothing_comes_unasked(ruled, taken, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = taken()

    assert refused(receive_supplement, case.pk, actor=ana, now=LATER) == ("nothing_awaited", "status")
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=LATER)
    assert refused(request_supplement, case.pk, items=["照片"], actor=ana, now=LATER) == (
        "supplement_still_open",
        "items",
    )
    assert DecisionRecord.objects.filter(subject_id=case.pk, question="due_date").count() == 2


def test_papers_that_come_too_late_find_the_case_refused_though_the_sweep_has_not_been(ruled, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=LATER)
    end = build.NOW.replace(day=9, hour=17, minute=30)

    with pytest.raises(RuleError) as late:
        receive_supplement(case.pk, actor=ana, now=end + timedelta(minutes=1))

    assert late.value.code == "illegal_transition"
    assert Case.objects.values_list("status", "reason_code", "ended_at").get() == (
        "declined",
        "not_supplied_in_time",
        end,
    )
    assert SupplementRequest.objects.get().received_at is None


def test_on_the_last_minute_they_come_in_time(ruled, ana):
    ruled(supplement=build.SUPPLEMENT)
    case = build.case(ana)
    request_supplement(case.pk, items=["户口簿"], actor=ana, now=LATER)

    receive_supplement(case.pk, actor=ana, now=build.NOW.replace(day=9, hour=17, minute=30))

    assert Case.objects.get().status == "received"
