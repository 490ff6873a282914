"""The clock stands still for a hearing or a survey, and gives back exactly what it took."""

from datetime import UTC, datetime, timedelta

import pytest
from support import build

from hall.cases.agreement import disagreements
from hall.cases.clock_stops import resume_clock, stop_clock
from hall.cases.completion import complete_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent, ClockStop, Deadline
from hall.cases.sweep import Swept, sweep
from hall.cases.urges import urge_case
from hall.decisions.models import DecisionRecord
from hall.decisions.replay import replay
from rules.clock import Limit, LimitUnit
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
THURSDAY = build.NOW.replace(day=5, hour=8, minute=0)
FRIDAY = build.NOW.replace(day=6, hour=17, minute=30)


def stop(case, ana, *, now=THURSDAY, reason="hearing", evidence="听证通知书〔2026〕1号", **more):
    return stop_clock(case.pk, reason=reason, evidence=evidence, actor=ana, now=now, **more)


def refused(verb, *args, **kwargs):
    kept = [list(table.objects.order_by("pk").values_list()) for table in (Case, CaseEvent, ClockStop)]
    with pytest.raises(RuleError) as error:
        verb(*args, **kwargs)
    assert kept == [
        list(table.objects.order_by("pk").values_list()) for table in (Case, CaseEvent, ClockStop)
    ]
    return error.value.code, error.value.field


def test_a_stop_gives_back_the_two_days_it_took(taken, ana):
    case = taken()

    stop(case, ana)
    stopped = Case.objects.get()
    assert (stopped.is_stopped, stopped.due_is_provisional, stopped.next_check_at) == (True, True, None)
    assert stopped.due_at == case.due_at, "so far it has taken nothing"
    event = resume_clock(case.pk, reason="hearing", actor=ana, now=FRIDAY)

    again = Case.objects.get()
    assert (again.is_stopped, again.due_is_provisional) == (False, False)
    # Ten working days and two: from Wednesday the 18th to Friday the 20th.
    assert again.due_at == build.NOW.replace(day=20, hour=17, minute=30)
    assert again.next_check_at == again.due_soon_at == build.NOW.replace(day=18, hour=17, minute=30)
    assert event.data["due_was"] == "2026-03-18T17:30:00+08:00"
    assert event.data["due_at"] == "2026-03-20T17:30:00+08:00"
    row = ClockStop.objects.get()
    assert (row.reason, row.started_at, row.ended_at) == ("hearing", THURSDAY, FRIDAY)
    assert (row.evidence, row.started_by, row.ended_by) == ("听证通知书〔2026〕1号", "Ana", "Ana")
    assert is_whole(again)
    assert list(disagreements()) == []
    assert [each.difference for each in replay() if each.difference] == []
    assert DecisionRecord.objects.filter(subject_id=case.pk, question="due_date").count() == 3


def test_two_stops_that_overlap_are_given_back_once(taken, ana):
    case = taken()
    stop(case, ana)
    stop(case, ana, reason="site_survey", evidence="踏勘记录", now=THURSDAY + timedelta(hours=2))
    resume_clock(case.pk, reason="hearing", actor=ana, now=FRIDAY)
    assert Case.objects.get().is_stopped is True

    resume_clock(case.pk, reason="site_survey", actor=ana, now=FRIDAY)

    assert Case.objects.get().due_at == build.NOW.replace(day=20, hour=17, minute=30)


def test_a_stopped_case_is_never_marked_and_is_not_completed(taken, ana):
    case = taken()
    stop(case, ana)

    assert sweep(now=case.due_at + timedelta(days=60)) == Swept()
    assert refused(
        complete_case, case.pk, result="granted", actor=ana, now=case.due_at + timedelta(days=60)
    ) == ("clock_is_stopped", "status")


def test_a_stop_recorded_afterwards_counts_from_when_it_began(taken, ana):
    case = taken()
    friday_evening = FRIDAY + timedelta(hours=1)

    stop(case, ana, started_at=THURSDAY, now=friday_evening)
    resume_clock(case.pk, reason="hearing", ended_at=FRIDAY, actor=ana, now=friday_evening)

    assert Case.objects.get().due_at == build.NOW.replace(day=20, hour=17, minute=30)


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({"reason": "lunch"}, ("stop_reason_unknown", "reason")),
        ({"reason": "supplement"}, ("stop_reason_unknown", "reason")),
        ({"reason": "review"}, ("stop_reason_unknown", "reason")),
        ({"evidence": ""}, ("reason_missing", "evidence")),
        ({"evidence": "证" * 301}, ("text_too_long", "evidence")),
        ({"started_at": build.NOW - timedelta(minutes=1)}, ("moment_out_of_range", "startedAt")),
        ({"started_at": THURSDAY + timedelta(minutes=1)}, ("moment_out_of_range", "startedAt")),
        ({"started_at": datetime(1, 1, 1, tzinfo=UTC)}, ("moment_out_of_range", "startedAt")),
        ({"started_at": datetime(9999, 12, 31, tzinfo=UTC)}, ("moment_out_of_range", "startedAt")),
    ],
)
def test_a_bad_stop_is_refused(taken, ana, given, answer):
    case = taken()

    assert refused(stop, case, ana, **given) == answer


@pytest.mark.parametrize(
    ("ended_at", "answer"),
    [
        (THURSDAY - timedelta(minutes=1), ("bad_stop", "endedAt")),
        (datetime(1, 1, 1, tzinfo=UTC), ("bad_stop", "endedAt")),
        (FRIDAY + timedelta(minutes=1), ("moment_out_of_range", "endedAt")),
        (datetime(9999, 12, 31, tzinfo=UTC), ("moment_out_of_range", "endedAt")),
    ],
)
def test_a_stop_does_not_end_before_it_begins_or_in_the_future(taken, ana, ended_at, answer):
    case = taken()
    stop(case, ana)

    kwargs = {"reason": "hearing", "ended_at": ended_at, "actor": ana, "now": FRIDAY}
    assert refused(resume_clock, case.pk, **kwargs) == answer


def test_what_does_not_stand_still_does_not_go_on_and_what_stands_still_is_not_stopped_again(taken, ana):
    case = taken()
    assert refused(resume_clock, case.pk, reason="hearing", actor=ana, now=FRIDAY) == (
        "not_stopped",
        "reason",
    )
    stop(case, ana)
    assert refused(stop, case, ana) == ("already_stopped", "reason")


def test_an_urge_has_a_limit_of_its_own_and_the_first_one_counts(taken, ana, cast):
    case = taken()
    late = case.due_at + timedelta(hours=16)  # Thursday the 19th, 9:30

    urge_case(case.pk, words="请尽快办结", actor=cast.bo, now=late)
    event = urge_case(case.pk, words="再催", within=Limit(5, LimitUnit.WORKING_DAYS), actor=cast.bo, now=late)

    first, second = case.urges.all()
    # Two working days by the usual rule: Monday the 23rd. Five by the second urge: Thursday the 26th.
    assert (first.until, second.until) == (
        build.NOW.replace(day=23, hour=17, minute=30),
        build.NOW.replace(day=26, hour=17, minute=30),
    )
    assert (first.asked_of, first.urged_by, first.words) == ("Ana", "Bo", "请尽快办结")
    assert event.data == {"number": 2, "until": "2026-03-26T17:30:00+08:00"}
    # On the sweep: the case itself is overdue, and the first urge is missed.
    assert sweep(now=build.NOW.replace(day=24)) == Swept(marked=2)
    done = complete_case(case.pk, result="granted", actor=ana, now=build.NOW.replace(day=25))
    assert done.data["within_first_urge"] is False
    assert done.data["minutes_late"] == 4 * 420 + 120  # four working days, and two hours of the 25th
    assert [row.was_late for row in Deadline.objects.order_by("due_at")] == [True, False]


def test_a_late_case_finished_within_the_first_urge_says_so(taken, ana, cast):
    case = taken()
    urge_case(case.pk, words="请尽快办结", actor=cast.bo, now=case.due_at)
    until = case.urges.get().until

    done = complete_case(case.pk, result="granted", actor=ana, now=until)

    assert (done.data["state"], done.data["within_first_urge"]) == ("overdue", True)
