"""More time is asked for with a reason, within the bound of the regulation, and granted by whom it names."""

from datetime import timedelta

import pytest
from support import build

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.agreement import disagreements
from hall.cases.clock_stops import stop_clock
from hall.cases.completion import complete_case
from hall.cases.events import is_whole
from hall.cases.extensions import decide_extension, request_extension
from hall.cases.models import Case, CaseEvent, ExtensionRequest
from hall.cases.sweep import Swept, sweep
from hall.decisions.models import DecisionRecord
from hall.decisions.replay import replay
from hall.notices.models import Notice
from hall.telling.models import Message
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
BOUND = {
    "article": "1",
    "max_days": 5,
    "unit": "working_days",
    "approved_by": "administrator",
    "notice": True,
    "notice_article": "2",
}
AT_ONCE = {"article": "1", "max_days": 5, "unit": "calendar_days"}
DUE = build.NOW.replace(day=18, hour=17, minute=30)
LATER = build.NOW.replace(day=10)


def snapshot():
    tables = (Case, CaseEvent, ExtensionRequest, DecisionRecord, Notice, Message)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def refused(verb, *args, **kwargs):
    kept = snapshot()
    with pytest.raises(RuleError) as error:
        verb(*args, **kwargs)
    assert snapshot() == kept
    return error.value.code, error.value.field


def ask(case, actor, days=3, *, now=LATER, **fields):
    return request_extension(case.pk, days=days, reason="案情复杂", actor=actor, now=now, **fields)


def test_what_is_asked_for_waits_and_moves_nothing(ruled, taken, ana):
    ruled(extension=BOUND)
    case = taken()

    event = ask(case, ana)

    row = ExtensionRequest.objects.get()
    assert (row.days, row.unit, row.reason, row.is_granted) == (3, "working_days", "案情复杂", None)
    assert (row.asked_at, row.asked_by_id, row.asked_by) == (LATER, ana.id, "Ana")
    assert (event.action, event.data) == ("request_extension", {"days": 3, "unit": "working_days"})
    assert Case.objects.get().due_at == DUE
    assert Notice.objects.filter(kind="extension").count() == 0


def test_whom_the_regulation_names_grants_it_and_a_notice_says_so(ruled, taken, ana, cast):
    ruled(extension=BOUND)
    case = taken()
    ask(case, ana)

    event = decide_extension(case.pk, is_granted=True, actor=cast.bo, now=LATER + timedelta(hours=5))

    # Three working days after Wednesday the 18th: Monday the 23rd.
    due = DUE.replace(day=23)
    stored = Case.objects.get()
    assert (stored.due_at, stored.due_soon_at, stored.next_check_at) == (
        due,
        due.replace(day=19),
        due.replace(day=19),
    )
    assert (event.actor_name, event.data["days"], event.data["due_at"]) == ("Bo", 3, due.isoformat())
    row = ExtensionRequest.objects.get()
    assert (row.is_granted, row.decided_at, row.decided_by) == (True, LATER + timedelta(hours=5), "Bo")
    notice = Notice.objects.get(kind="extension")
    assert {key: notice.data[key] for key in ("days", "due_was", "due_at", "approved_by", "article")} == {
        "days": 3,
        "due_was": DUE.isoformat(),
        "due_at": due.isoformat(),
        "approved_by": "Bo",
        "article": "第二条 办件种类",
    }
    assert Message.objects.filter(subject="extension").count() == 1
    assert is_whole(stored)
    assert list(disagreements()) == []
    assert [each.difference for each in replay() if each.difference] == []


def test_over_labour_day_the_extension_counts_its_make_up_saturday(ruled, in_east, ana, cast):
    ruled(extension=BOUND)
    # Accepted on Friday, 17 April: ten working days are 20-24 and 27-30 April, and 6 May; 1 to 5 May is Labour Day.
    friday = build.NOW.replace(month=4, day=17)
    case = build.case(ana, now=friday)
    accept_case(case.pk, actor=ana, now=friday)
    assert Case.objects.get().due_at == build.NOW.replace(month=5, day=6, hour=18, minute=0)
    ask(case, ana, now=friday)

    decide_extension(case.pk, is_granted=True, actor=cast.bo, now=friday)

    # Thursday 7, Friday 8, and Saturday 9 May, which is worked; closing in summer is at 18:00.
    assert Case.objects.get().due_at == build.NOW.replace(month=5, day=9, hour=18, minute=0)


def test_a_refusal_says_why_and_leaves_the_date(ruled, taken, ana, cast):
    ruled(extension=BOUND)
    case = taken()
    ask(case, ana)
    assert refused(decide_extension, case.pk, is_granted=False, actor=cast.bo, now=LATER) == (
        "reason_missing",
        "finding",
    )

    decide_extension(case.pk, is_granted=False, finding="理由不足", actor=cast.bo, now=LATER)

    assert Case.objects.get().due_at == DUE
    assert ExtensionRequest.objects.values_list("is_granted", "words").get() == (False, "理由不足")
    assert Notice.objects.filter(kind="extension").count() == 0
    ask(case, ana)  # and may be asked for again, better founded
    assert ExtensionRequest.objects.count() == 2


def test_where_the_rules_name_nobody_it_is_granted_at_once(ruled, taken, ana):
    ruled(extension=AT_ONCE)
    case = taken()

    event = ask(case, ana, days=3)

    # Three calendar days after Wednesday the 18th is Saturday the 21st: the next working day is Monday.
    assert Case.objects.get().due_at == DUE.replace(day=23)
    assert (event.action, Notice.objects.filter(kind="extension").count()) == ("extend", 1)
    assert list(CaseEvent.objects.order_by("sequence").values_list("action", flat=True)) == [
        "intake",
        "accept",
        "request_extension",
        "extend",
    ]


@pytest.mark.parametrize("days", [0, -1, 6, 10**9])
def test_the_bound_is_the_regulations(ruled, taken, ana, days):
    ruled(extension=AT_ONCE)
    case = taken()

    assert refused(ask, case, ana, days) == ("extension_too_long", "days")


def test_all_extensions_of_a_case_stay_within_the_bound(ruled, taken, ana):
    ruled(extension=AT_ONCE)
    case = taken()
    ask(case, ana, 3)

    assert refused(ask, case, ana, 3) == ("extension_too_long", "days")
    ask(case, ana, 2)

    # Five calendar days after the 18th, counted once: Monday the 23rd.
    assert Case.objects.get().due_at == DUE.replace(day=23)


def test_the_bound_is_that_of_the_rules_the_case_is_pinned_to(ruled, taken, ana):
    ruled(extension=AT_ONCE)
    case = taken()
    build.regulation("2026-2", LATER.date(), extension={**AT_ONCE, "max_days": 30})

    assert refused(ask, case, ana, 6) == ("extension_too_long", "days")


def test_the_neighbour_knows_no_extension(east, west, cast):
    for hall, clerk in ((east, cast.ana), (west, cast.wei)):
        with inside(hall):
            if hall is east:
                build.regulation("2026-1", build.NOW.date(), extension=AT_ONCE)
            case = build.case(clerk)
            accept_case(case.pk, actor=clerk, now=build.NOW)
            if hall is east:
                ask(case, clerk)
            else:
                assert refused(ask, case, clerk) == ("extension_not_provided", "days")


@pytest.mark.parametrize("who", ["ana", "dan"])
def test_nobody_else_decides(ruled, taken, ana, cast, who):
    ruled(extension=BOUND)
    case = taken()
    ask(case, ana)

    for is_granted in (True, False):
        assert refused(
            decide_extension,
            case.pk,
            is_granted=is_granted,
            finding="同意",
            actor=getattr(cast, who),
            now=LATER,
        ) == ("not_the_approver", None)


def test_nobody_approves_what_they_asked_for(ruled, taken, cast):
    ruled(extension=BOUND)
    case = taken()
    ask(case, cast.bo)

    assert refused(decide_extension, case.pk, is_granted=True, actor=cast.bo, now=LATER) == (
        "extension_by_the_same_person",
        None,
    )


def test_it_is_asked_for_before_the_date_has_passed(ruled, taken, ana):
    ruled(extension=BOUND)
    case = taken()

    assert refused(ask, case, ana, now=DUE + timedelta(seconds=1)) == ("extension_too_late", "days")
    ask(case, ana, now=DUE)


def test_while_the_clock_stands_still_the_date_has_not_passed(ruled, taken, ana):
    ruled(extension=BOUND)
    case = taken()
    stop_clock(case.pk, reason="hearing", evidence="听证通知", actor=ana, now=LATER)

    assert ask(case, ana, now=DUE + timedelta(days=9)).action == "request_extension"


def test_one_waits_at_a_time_and_what_nobody_asked_for_is_not_decided(ruled, taken, ana, cast):
    ruled(extension=BOUND)
    case = taken()
    assert refused(decide_extension, case.pk, is_granted=True, actor=cast.bo, now=LATER) == (
        "extension_not_asked",
        "status",
    )
    ask(case, ana)

    assert refused(ask, case, ana) == ("extension_waits", "days")


@pytest.mark.parametrize(
    ("reason", "code"),
    [("", "reason_missing"), ("长" * 10_000, "text_too_long"), ("a\x00b", "text_control_characters")],
)
def test_it_is_asked_for_with_a_reason(ruled, taken, ana, reason, code):
    ruled(extension=BOUND)
    case = taken()

    assert refused(request_extension, case.pk, days=1, reason=reason, actor=ana, now=LATER) == (
        code,
        "reason",
    )


def test_a_case_that_is_not_accepted_has_nothing_to_extend(ruled, taken, ana):
    ruled(extension=AT_ONCE)
    received, done = build.case(ana, key="received"), taken("done")
    complete_case(done.pk, result="granted", actor=ana, now=LATER)

    for case in (received, done):
        assert refused(ask, case, ana) == ("illegal_transition", "status")


def test_who_saw_an_older_state_looks_again(ruled, taken, ana, cast):
    ruled(extension=BOUND)
    case = taken()
    ask(case, ana)

    assert refused(
        decide_extension, case.pk, is_granted=True, actor=cast.bo, now=LATER, expected_version=2
    ) == ("version_conflict", "expectedVersion")


def test_granted_after_it_was_marked_overdue_it_is_looked_at_at_the_new_date(ruled, taken, ana, cast):
    ruled(extension=BOUND)
    case = taken()
    ask(case, ana, now=DUE)
    assert sweep(now=DUE + timedelta(hours=1)) == Swept(marked=1)

    decide_extension(case.pk, is_granted=True, actor=cast.bo, now=DUE + timedelta(hours=2))

    assert sweep(now=DUE.replace(day=23)).marked == 1  # due soon again
    assert sweep(now=DUE.replace(day=23) + timedelta(seconds=1)).marked == 1
    assert list(
        CaseEvent.objects.filter(action="mark_overdue")
        .order_by("sequence")
        .values_list("happened_at", flat=True)
    ) == [DUE, DUE.replace(day=23)]
