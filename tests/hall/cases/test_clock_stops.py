"""The clock stops for a reason with evidence, goes on, and gives back exactly what the stop took."""

from datetime import UTC, datetime, timedelta

import pytest
from support import build

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.agreement import disagreements
from hall.cases.clock_stops import BY_HAND, resume_clock, stop_clock
from hall.cases.completion import complete_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent, ClockStop, Deadline, Urge
from hall.cases.sweep import Swept, sweep
from hall.cases.urges import urge_case
from hall.decisions.models import DecisionRecord
from hall.decisions.replay import replay
from hall.notices.models import Notice
from rules.errors import RuleError
from rules.stops import StopReason

pytestmark = pytest.mark.django_db
DUE = build.NOW.replace(day=18, hour=17, minute=30)


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return build.NOW.replace(month=month, day=day, hour=hour, minute=minute)


def snapshot():
    tables = (Case, CaseEvent, ClockStop, Deadline, Urge, DecisionRecord, Notice)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def refused(verb, *args, **kwargs):
    kept = snapshot()
    with pytest.raises(RuleError) as error:
        verb(*args, **kwargs)
    assert snapshot() == kept
    return error.value.code, error.value.field


def stop(case, ana, *, now, reason="hearing", **fields):
    return stop_clock(case.pk, reason=reason, evidence="听证通知书〔2026〕1号", actor=ana, now=now, **fields)


def test_a_stop_is_on_record_with_its_reason_its_evidence_and_who_stopped(taken, ana):
    case = taken()

    event = stop(case, ana, now=at(6, 8))

    kept = ClockStop.objects.get()
    assert (kept.reason, kept.evidence, kept.started_at, kept.ended_at) == (
        "hearing",
        "听证通知书〔2026〕1号",
        at(6, 8),
        None,
    )
    assert (kept.started_by, kept.ended_by) == ("Ana", "")
    stored = Case.objects.get()
    assert (stored.status, stored.is_stopped, stored.due_is_provisional) == ("accepted", True, True)
    assert (stored.due_at, stored.next_check_at) == (DUE, None)
    assert event.data == {
        "reason": "hearing",
        "started_at": "2026-03-06T08:00:00+08:00",
        "due_was": "2026-03-18T17:30:00+08:00",
        "due_at": "2026-03-18T17:30:00+08:00",
        "calendar": 1,
    }
    assert list(disagreements()) == []


@pytest.mark.parametrize(
    ("begins", "ends", "due"),
    [
        # Friday the 6th and Monday the 9th whole: two working days; the weekend between takes nothing.
        (at(6, 8), at(9, 17, 30), at(20, 17, 30)),
        # Three opening hours of seven on the 10th: a share of a day, rounded up once at the end.
        (at(10, 14, 30), at(10, 17, 30), at(19, 17, 30)),
        # From closing to opening nothing is counted, so nothing is given back.
        (at(10, 17, 30), at(11, 8), at(18, 17, 30)),
        # The day of acceptance is day 0: it was not counted.
        (at(4, 10), at(4, 17, 30), at(18, 17, 30)),
        # Nine of ten days had run when the last was taken: the tenth is the first working day after the stop, which
        # ends with Tuesday, 7 April, after Qingming (4 to 6 April).
        (at(18, 8), at(7, 17, 30, month=4), at(8, 17, 30, month=4)),
    ],
)
def test_what_a_stop_took_is_given_back_and_no_more(taken, ana, begins, ends, due):
    case = taken()
    stop(case, ana, now=begins)

    event = resume_clock(case.pk, reason="hearing", actor=ana, now=ends)

    stored = Case.objects.get()
    assert (stored.due_at, stored.is_stopped, stored.due_is_provisional) == (due, False, False)
    assert event.data["due_at"] == due.isoformat()
    assert ClockStop.objects.values_list("ended_at", "ended_by").get() == (ends, "Ana")
    assert is_whole(stored)
    assert [each.difference for each in replay() if each.difference] == []


def test_stops_for_two_reasons_that_overlap_give_back_once(taken, ana):
    case = taken()
    stop(case, ana, now=at(6, 8))
    stop(case, ana, now=at(9, 8), reason="site_survey")
    resume_clock(case.pk, reason="hearing", actor=ana, now=at(9, 17, 30))
    assert Case.objects.get().is_stopped

    resume_clock(case.pk, reason="site_survey", actor=ana, now=at(10, 17, 30))

    # The 6th, 9th and 10th, each once.
    assert (Case.objects.get().due_at, Case.objects.get().is_stopped) == (at(23, 17, 30), False)


def test_the_other_hall_counts_by_its_own_timetable(east, west, cast):
    """West opens in the morning only, so the same stop covers its whole day and two of East's."""
    hours = {
        "article": "1",
        "seasons": [{"from": "01-01", "to": "12-31", "spans": [["08:00", "12:00"]]}],
    }
    due = {}
    for hall, clerk in ((east, cast.ana), (west, cast.wei)):
        with inside(hall):
            if hall is west:
                build.regulation("2026-1", build.NOW.date(), hours=hours)
            case = build.case(clerk)
            accept_case(case.pk, actor=clerk, now=build.NOW)
            stop(case, clerk, now=at(9, 12))
            resume_clock(case.pk, reason="hearing", actor=clerk, now=at(9, 17, 30))
            due[hall.code] = Case.objects.get().due_at
    # East: the afternoon of the 9th is three of seven hours, one day more. West was closed: nothing.
    assert due == {"east": at(19, 17, 30), "west": at(18, 12)}


def test_while_it_stands_still_nothing_falls_due(taken, ana):
    case = taken()
    stop(case, ana, now=at(6, 8))

    assert sweep(now=at(30, 10)) == Swept()
    assert refused(complete_case, case.pk, result="granted", actor=ana, now=at(30, 10)) == (
        "clock_is_stopped",
        "status",
    )


def test_it_falls_due_again_once_the_clock_goes_on(taken, ana):
    case = taken()
    stop(case, ana, now=at(6, 8))
    resume_clock(case.pk, reason="hearing", actor=ana, now=at(9, 17, 30))

    assert sweep(now=at(18, 17, 31)) == Swept(marked=1)  # due soon
    assert sweep(now=at(20, 17, 30)) == Swept()
    assert sweep(now=at(20, 17, 31)) == Swept(marked=1)
    assert CaseEvent.objects.get(action="mark_overdue").happened_at == at(20, 17, 30)


def test_a_stop_recorded_afterwards_begins_when_it_did(taken, ana):
    case = taken()

    stop(case, ana, now=at(10, 9), started_at=at(6, 8))
    resume_clock(case.pk, reason="hearing", actor=ana, now=at(10, 9), ended_at=at(9, 17, 30))

    assert ClockStop.objects.values_list("started_at", "ended_at").get() == (at(6, 8), at(9, 17, 30))
    assert Case.objects.get().due_at == at(20, 17, 30)


def test_a_case_already_marked_overdue_is_not_marked_again_by_a_stop_that_moves_nothing(taken, ana):
    case = taken()
    assert sweep(now=at(19, 9)) == Swept(marked=1)

    stop(case, ana, now=at(19, 10))
    resume_clock(case.pk, reason="hearing", actor=ana, now=at(20, 10))

    assert Case.objects.get().due_at == DUE
    assert sweep(now=at(23, 10)) == Swept()
    assert CaseEvent.objects.filter(action="mark_overdue").count() == 1


@pytest.mark.parametrize(
    "started_at",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
        build.NOW - timedelta(seconds=1),  # before acceptance
        at(10, 9, 1),  # in the future
    ],
)
def test_a_stop_begins_after_acceptance_and_not_in_the_future(taken, ana, started_at):
    case = taken()

    assert refused(stop, case, ana, now=at(10, 9), started_at=started_at) == (
        "moment_out_of_range",
        "startedAt",
    )


@pytest.mark.parametrize(
    ("ended_at", "code"),
    [
        (at(6, 7, 59), "bad_stop"),
        (datetime(1, 1, 1, tzinfo=UTC), "bad_stop"),
        (at(10, 9, 1), "moment_out_of_range"),
        (datetime(9999, 12, 31, 23, 59, tzinfo=UTC), "moment_out_of_range"),
    ],
)
def test_a_stop_ends_after_it_began_and_not_in_the_future(taken, ana, ended_at, code):
    case = taken()
    stop(case, ana, now=at(6, 8))

    assert refused(resume_clock, case.pk, reason="hearing", actor=ana, now=at(10, 9), ended_at=ended_at) == (
        code,
        "endedAt",
    )


def test_one_reason_stops_the_clock_once_at_a_time(taken, ana):
    case = taken()
    stop(case, ana, now=at(6, 8))
    assert refused(stop, case, ana, now=at(6, 9)) == ("already_stopped", "reason")
    resume_clock(case.pk, reason="hearing", actor=ana, now=at(9, 12))

    # Nor by a record that reaches back into one that has ended.
    assert refused(stop, case, ana, now=at(10, 9), started_at=at(9, 11)) == ("already_stopped", "reason")
    stop(case, ana, now=at(10, 9), started_at=at(9, 12))


@pytest.mark.parametrize("reason", ["supplement", "review", "lunch", "", "HEARING"])
def test_only_the_listed_procedures_stop_it_by_hand(taken, ana, reason):
    case = taken()

    assert refused(stop, case, ana, now=at(6, 8), reason=reason) == ("stop_reason_unknown", "reason")
    assert refused(resume_clock, case.pk, reason=reason, actor=ana, now=at(6, 8)) == (
        "stop_reason_unknown",
        "reason",
    )
    assert set(StopReason) - set(BY_HAND) == {StopReason.SUPPLEMENT, StopReason.REVIEW, StopReason.ABOVE}


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ("", "reason_missing"),
        (" \n ", "reason_missing"),
        ("证" * 10_000, "text_too_long"),
        ("证\x00", "text_control_characters"),
    ],
)
def test_a_stop_without_evidence_is_none(taken, ana, evidence, code):
    case = taken()

    assert refused(stop_clock, case.pk, reason="hearing", evidence=evidence, actor=ana, now=at(6, 8)) == (
        code,
        "evidence",
    )


def test_what_does_not_stand_still_does_not_go_on(taken, ana):
    case = taken()
    stop(case, ana, now=at(6, 8))

    assert refused(resume_clock, case.pk, reason="site_survey", actor=ana, now=at(6, 9)) == (
        "not_stopped",
        "reason",
    )


def test_a_case_nobody_accepted_has_no_clock_to_stop(in_east, ana):
    case = build.case(ana)

    assert refused(stop, case, ana, now=at(6, 8)) == ("illegal_transition", "status")


def test_who_saw_the_case_before_it_was_urged_looks_again(taken, ana, cast):
    case = taken()
    urge_case(case.pk, words="请抓紧", actor=cast.bo, now=at(5, 9))

    assert refused(stop, case, ana, now=at(6, 8), expected_version=2) == (
        "version_conflict",
        "expectedVersion",
    )
