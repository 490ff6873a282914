"""Side deadlines: counted with reasons, met, standing still with a part, missed at the minute, moved by a closure."""

from datetime import date, timedelta
from unittest import mock

import pytest
from django.db import DatabaseError, transaction
from support import build

from hall.cases import missed
from hall.cases.clock_stops import resume_clock, stop_clock
from hall.cases.completion import complete_case
from hall.cases.deadlines import late_before, meet, new_deadline
from hall.cases.deeming import BY_RULE
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent, Deadline
from hall.cases.papers import request_supplement
from hall.cases.sweep import Swept, sweep
from hall.cases.transition import Change, apply
from hall.cases.urges import urge_case
from hall.decisions.models import DecisionRecord
from hall.decisions.replay import replay
from hall.office.close import announce_closure
from rules.clock import Limit, LimitUnit
from rules.transitions import Action

pytestmark = pytest.mark.django_db
THREE = Limit(3, LimitUnit.WORKING_DAYS, "2")
DUE = build.NOW.replace(day=9, hour=17, minute=30)  # three working days after Wednesday, the 4th


def part(case, limit=THREE, about="civil_affairs"):
    """A part of the case, as the step that copies it to a department sets it."""
    made = []

    def decide(locked):
        made.extend(
            new_deadline(locked, Deadline.What.PART, limit, begins=build.NOW, now=build.NOW, about=about)
        )
        return Change(rows=tuple(made))

    apply(case.pk, Action.COPY, actor=BY_RULE, now=build.NOW, decide=decide)
    return made[0]


def differences():
    return [each.difference for each in replay() if each.difference]


def test_a_deadline_is_kept_with_its_reasons(taken):
    row = part(taken())

    assert (row.due_at, row.is_provisional, row.is_stopped, row.met_at, row.missed_at) == (
        DUE,
        False,
        False,
        None,
        None,
    )
    why = DecisionRecord.objects.get(subject_id=row.pk)
    assert (why.question, why.sequence, why.answer["due_at"]) == ("due_date", 3, DUE.isoformat())
    assert why.facts["limit"]["article"] == "2"
    assert differences() == []


def test_over_qingming_it_counts_working_days(taken):
    """Wednesday, 1 April: the 2nd and the 3rd, then Qingming until Monday; the third is Tuesday the 7th."""
    begins = build.NOW.replace(month=4, day=1)
    row, _ = new_deadline(taken(), Deadline.What.PART, THREE, begins=begins, now=begins)

    assert row.due_at == build.NOW.replace(month=4, day=7, hour=17, minute=30)


def test_a_part_stands_still_with_its_case_and_an_urge_does_not(taken, ana, cast):
    case = taken()
    row = part(case)
    urge_case(case.pk, words="请抓紧", actor=cast.bo, now=build.NOW)  # two working days: Friday the 6th
    stop_clock(case.pk, reason="hearing", evidence="听证", actor=ana, now=build.NOW.replace(day=5, hour=8))
    row.refresh_from_db()
    assert row.is_stopped

    assert sweep(now=build.NOW.replace(day=12)) == Swept(marked=1)
    assert CaseEvent.objects.get(action="mark_late").data["what"] == "urge"

    resume_clock(case.pk, reason="hearing", actor=ana, now=build.NOW.replace(day=6, hour=17, minute=30))
    row.refresh_from_db()
    # The 5th and the 6th are given back.
    assert (row.is_stopped, row.due_at) == (False, DUE.replace(day=11))
    assert differences() == []


def test_what_is_missed_is_marked_once_at_that_minute(taken):
    case = taken()
    part(case)
    noticed = DUE + timedelta(minutes=4)

    assert sweep(now=DUE) == Swept()
    assert sweep(now=noticed) == Swept(marked=1)
    assert sweep(now=noticed) == Swept()

    event = CaseEvent.objects.get(action="mark_late")
    assert (event.happened_at, event.actor_id, event.data) == (
        DUE,
        None,
        {"what": "part", "about": "civil_affairs", "noticed_at": noticed.isoformat()},
    )
    row = Deadline.objects.get()
    assert (row.missed_at, row.was_late) == (DUE, True)
    assert is_whole(Case.objects.get())


def test_what_was_met_is_never_missed_though_late_it_shows(taken):
    case = taken()
    early, late = part(case), part(case, about="land")
    meet(case, Deadline.What.PART, now=DUE, subject_id=None)
    Deadline.objects.filter(pk=late.pk).update(met_at=DUE + timedelta(seconds=1))

    assert sweep(now=DUE.replace(day=10)) == Swept()

    assert not Deadline.objects.get(pk=early.pk).was_late
    assert Deadline.objects.get(pk=late.pk).was_late


def test_only_the_subject_that_is_named_is_met(taken, ana, cast):
    case = taken()
    urge_case(case.pk, words="请抓紧", actor=cast.bo, now=build.NOW)
    request_supplement(
        case.pk, items=["户口簿"], within=Limit(1, LimitUnit.WORKING_DAYS), actor=ana, now=build.NOW
    )
    asked = Deadline.objects.get(what="supplement")

    meet(case, *Deadline.What, now=DUE, subject_id=asked.subject_id)

    assert list(Deadline.objects.filter(met_at=None).values_list("what", flat=True)) == ["urge"]


def test_a_closure_moves_it_before_it_is_missed_and_says_why(taken, ana):
    case = taken()
    row = part(case)
    announce_closure(date(2026, 3, 9), date(2026, 3, 9), "检修", actor=ana, now=build.NOW)

    sweep(now=DUE + timedelta(minutes=1))

    row.refresh_from_db()
    assert (row.due_at, row.missed_at) == (DUE.replace(day=10), None)
    event = CaseEvent.objects.get(action="recount")
    assert (event.data["deadline_was"], event.data["deadline_at"]) == (
        DUE.isoformat(),
        DUE.replace(day=10).isoformat(),
    )
    assert sweep(now=DUE.replace(day=10) + timedelta(minutes=1)).marked == 1
    assert CaseEvent.objects.get(action="mark_late").happened_at == DUE.replace(day=10)
    assert differences() == []


def test_the_parts_that_held_a_case_up_are_named_in_order(taken):
    case = taken()
    part(case, about="civil_affairs")
    land = part(case, Limit(1, LimitUnit.WORKING_DAYS), about="land")
    done = part(case, about="done")
    Deadline.objects.filter(pk=done.pk).update(met_at=DUE)

    assert [each["about"] for each in late_before(case, case.due_at)] == ["land", "civil_affairs"]
    Deadline.objects.filter(pk=land.pk).update(met_at=case.due_at)  # late, but it held nothing up any more
    assert late_before(case, case.due_at) == [
        {"what": "part", "about": "civil_affairs", "due_at": DUE.isoformat()}
    ]


def test_with_the_completion_nothing_is_open(taken, ana):
    case = taken()
    row = part(case)
    complete_case(case.pk, result="granted", actor=ana, now=build.NOW.replace(day=5))

    assert sweep(now=DUE.replace(day=30)) == Swept()

    row.refresh_from_db()
    assert (row.met_at, row.missed_at) == (build.NOW.replace(day=5), None)


def test_one_bad_deadline_stops_no_other(taken, caplog):
    bad, good = part(taken("bad")), part(taken("good"))
    original = missed._look_at

    def look_at(key, case_id, now):
        if key == bad.pk:
            with transaction.atomic():
                raise DatabaseError("broken row")
        return original(key, case_id, now)

    with mock.patch.object(missed, "_look_at", look_at):
        assert sweep(now=DUE + timedelta(minutes=1)) == Swept(marked=1, failed=1)

    assert Deadline.objects.get(pk=good.pk).missed_at == DUE
    assert Deadline.objects.get(pk=bad.pk).missed_at is None
    assert "the sweep failed on a deadline" in caplog.text
    assert sweep(now=DUE + timedelta(minutes=2)) == Swept(marked=1)
