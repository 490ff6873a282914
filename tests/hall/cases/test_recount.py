"""A new calendar or a closure of the hall moves open cases; each keeps what it was due, what it is, and why."""

from datetime import date, datetime, timedelta

import pytest
from support import build
from support.calendars import next_calendar, published
from support.recounting import BEFORE_NEW_YEAR, LATER, accepted, at, clock, everything

from county.halls import inside
from county.now import TIMEZONE
from county.standards.models import Recount
from hall.cases.actions import return_case
from hall.cases.agreement import disagreements
from hall.cases.completion import complete_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.cases.recount import recount
from hall.decisions.models import DecisionRecord
from hall.decisions.replay import replay
from hall.office.close import announce_closure, cancel_closure

pytestmark = pytest.mark.django_db


def test_a_case_that_moves_keeps_both_dates_the_reason_and_who_published(east, ana):
    with inside(east):
        case = accepted(ana)
        assert (case.due_at, case.due_is_provisional) == (at(date(2027, 1, 5)), True)
    published()

    assert recount(east, clock=clock) is False

    with inside(east):
        now = Case.objects.get()
        # 1 January was counted as a working day before: it is a Friday.
        assert (now.due_at, now.due_is_provisional) == (at(date(2027, 1, 6)), False)
        assert (now.next_check_at, now.calendar_version, now.closures_version) == (now.due_soon_at, 2, 0)
        assert now.due_soon_at == at(date(2027, 1, 4))
        event = CaseEvent.objects.get(action="recount")
        assert (event.sequence, event.actor_id, event.actor_name, event.happened_at) == (3, None, "", LATER)
        assert event.data == {
            "due_was": "2027-01-05T17:30:00+08:00",
            "due_at": "2027-01-06T17:30:00+08:00",
            "provisional_was": True,
            "provisional_is": False,
            "calendar": 2,
            "closures": 0,
            "causes": [{"what": "calendar", "number": 2, "reason": "2027年节假日安排", "by": "Chief"}],
        }
        record = DecisionRecord.objects.get(subject_id=case.pk, sequence=3)
        assert (record.calendar_version, record.answer["due_at"]) == (2, "2027-01-06T17:30:00+08:00")
        assert record.facts == DecisionRecord.objects.get(question="due_date", sequence=2).facts
        assert is_whole(now)
        assert list(disagreements()) == []
        assert [each.difference for each in replay()] == ["", "", ""]


def test_a_case_that_only_becomes_certain_is_told_so_and_keeps_its_next_look(east, ana):
    with inside(east):
        case = accepted(ana)
        Case.objects.update(next_check_at=None)
    published(next_calendar(holidays={date(2027, 2, 6): "Spring Festival"}, makeup_days={}))

    recount(east, clock=clock)

    with inside(east):
        now = Case.objects.get()
        assert (now.due_at, now.due_is_provisional, now.next_check_at) == (case.due_at, False, None)
        data = CaseEvent.objects.get(action="recount").data
        assert (data["due_was"], data["provisional_was"], data["provisional_is"]) == (
            data["due_at"],
            True,
            False,
        )
    row = Recount.objects.get(hall_id=east.id)
    assert (row.total, row.counted, row.moved, row.confirmed, row.failed) == (1, 1, 0, 1, 0)


def test_a_case_that_stays_as_it_is_gets_no_event_and_no_decision(east, ana):
    with inside(east):
        accepted(ana, now=build.NOW)
        before = everything()
    published()

    recount(east, clock=clock)

    with inside(east):
        assert Case.objects.get().calendar_version == 2
        Case.objects.update(calendar_version=1)
        assert everything() == before
    row = Recount.objects.get(hall_id=east.id)
    assert (row.total, row.counted, row.moved, row.confirmed) == (1, 1, 0, 0)
    assert (row.started_at, row.finished_at, row.next_try_at) == (LATER, LATER, None)


def test_ended_and_unaccepted_cases_are_never_touched(east, ana):
    with inside(east):
        done, back = accepted(ana, "done"), accepted(ana, "back")
        build.case(ana, key="received")
        complete_case(done.pk, result="granted", actor=ana, now=LATER - timedelta(minutes=5))
        return_case(build.case(ana, key="returned").pk, reason="x", actor=ana, now=build.NOW)
        Case.objects.filter(pk=back.pk).update(calendar_version=2)  # counted by it already
        before = everything()
    published()

    recount(east, clock=clock)

    with inside(east):
        assert everything() == before
    assert Recount.objects.get(hall_id=east.id).total == 0


def test_a_second_run_finds_nothing_to_do(east, ana):
    with inside(east):
        for n in range(3):
            accepted(ana, f"k{n}")
    published()
    recount(east, clock=clock)
    with inside(east):
        before = everything()
    tally = list(Recount.objects.values_list())

    assert recount(east, clock=lambda: LATER + timedelta(hours=1)) is False

    with inside(east):
        assert everything() == before
    assert list(Recount.objects.values_list()) == tally


def test_a_closure_moves_what_runs_through_it_and_cancelling_it_moves_it_back(east, cast):
    march = lambda: build.NOW + timedelta(hours=1)  # noqa: E731
    with inside(east):
        case = accepted(cast.ana, now=build.NOW)
        notice = announce_closure(
            date(2026, 3, 9), date(2026, 3, 10), "设备检修", actor=cast.bo, now=build.NOW
        )
    recount(east, clock=march)
    with inside(east):
        moved = Case.objects.get()
        assert (case.due_at, moved.due_at) == (at(date(2026, 3, 18)), at(date(2026, 3, 20)))
        assert moved.closures_version == 1
        data = CaseEvent.objects.get(action="recount").data
        assert data["causes"] == [{"what": "closure", "number": 1, "reason": "设备检修", "by": "Bo"}]
        facts = DecisionRecord.objects.get(sequence=3).facts
        assert facts["closures"] == {"2026-03-09": "设备检修", "2026-03-10": "设备检修"}

        cancel_closure(notice, actor=cast.bo, now=build.NOW)
    recount(east, clock=march)

    with inside(east):
        back = Case.objects.get()
        assert (back.due_at, back.closures_version) == (case.due_at, 2)
        last = CaseEvent.objects.filter(action="recount").latest("sequence").data
        assert last["causes"] == [
            {"what": "cancelled_closure", "number": 2, "reason": "设备检修", "by": "Bo"}
        ]
        assert "closures" not in DecisionRecord.objects.get(sequence=4).facts
        assert is_whole(back)


def test_a_case_that_slept_through_two_versions_is_told_which_of_them_moved_it(east, ana):
    with inside(east):
        accepted(ana)
    published(reason="2027年节假日安排")
    published(
        next_calendar(holidays={date(2026, 2, 2): "Spring Festival"}, makeup_days={}), reason="更正2026年2月"
    )

    recount(east, clock=clock)

    with inside(east):
        data = CaseEvent.objects.get(action="recount").data
        assert (data["due_at"], data["calendar"]) == ("2027-01-06T17:30:00+08:00", 3)
        # The third version says nothing of December and January.
        assert data["causes"] == [
            {"what": "calendar", "number": 2, "reason": "2027年节假日安排", "by": "Chief"}
        ]


def test_two_versions_that_both_concern_a_case_are_both_named(east, ana):
    with inside(east):
        accepted(ana)
    published(reason="2027年节假日安排")
    published(next_calendar(holidays={date(2026, 12, 28): "扫雪"}, makeup_days={}), reason="大雪停办一天")

    recount(east, clock=clock)

    with inside(east):
        data = CaseEvent.objects.get(action="recount").data
        assert [(each["number"], each["reason"]) for each in data["causes"]] == [
            (2, "2027年节假日安排"),
            (3, "大雪停办一天"),
        ]
        assert Case.objects.get().due_at == at(date(2027, 1, 7))


def test_a_correction_of_past_days_asks_for_no_date_that_is_over(east, ana):
    """Due on 7 December, it would have been due on 3 December had the weekend before been worked."""
    accepted_at = datetime(2026, 11, 23, 10, 0, tzinfo=TIMEZONE)
    with inside(east):
        case = accepted(ana, now=accepted_at)
        assert case.due_at == at(date(2026, 12, 7))
        before = everything()
    worked = {date(2026, 11, 28): "补班", date(2026, 11, 29): "补班"}
    published(next_calendar(makeup_days=worked))

    recount(east, clock=lambda: at(date(2026, 12, 4)))

    with inside(east):
        assert Case.objects.get().calendar_version == 2
        Case.objects.update(calendar_version=1)
        assert everything() == before


def test_a_correction_that_leaves_time_moves_the_date_forward(east, ana):
    accepted_at = datetime(2026, 11, 23, 10, 0, tzinfo=TIMEZONE)
    with inside(east):
        accepted(ana, now=accepted_at)
    worked = {date(2026, 11, 28): "补班", date(2026, 11, 29): "补班"}
    published(next_calendar(makeup_days=worked))

    recount(east, clock=lambda: at(date(2026, 12, 2)))

    with inside(east):
        assert Case.objects.get().due_at == at(date(2026, 12, 3))


def test_a_closure_is_no_work_of_the_calendar_and_does_not_open_its_run_again(east, cast):
    with inside(east):
        accepted(cast.ana)
    published()
    recount(east, clock=clock)
    row = Recount.objects.get(hall_id=east.id)
    before = (row.total, row.counted, row.moved, row.confirmed, row.failed, row.finished_at)
    assert before == (1, 1, 1, 1, 0, LATER)
    with inside(east):
        announce_closure(date(2026, 12, 28), date(2026, 12, 28), "检修", actor=cast.bo, now=BEFORE_NEW_YEAR)

    recount(east, clock=lambda: LATER + timedelta(minutes=5))

    row.refresh_from_db()
    assert (row.total, row.counted, row.moved, row.confirmed, row.failed, row.finished_at) == before
    with inside(east):
        assert Case.objects.get().due_at == at(date(2027, 1, 7))


def test_a_closure_after_the_due_date_moves_nothing_and_is_no_cause(east, cast):
    with inside(east):
        accepted(cast.ana)
        announce_closure(date(2027, 3, 1), date(2027, 3, 2), "远", actor=cast.bo, now=BEFORE_NEW_YEAR)
    published()

    recount(east, clock=clock)

    with inside(east):
        causes = CaseEvent.objects.get(action="recount").data["causes"]
        assert [cause["what"] for cause in causes] == ["calendar"]
        assert Case.objects.get().closures_version == 1


def test_a_recount_of_one_hall_leaves_the_next_alone(east, west, cast):
    for hall, clerk in ((east, cast.ana), (west, cast.wei)):
        with inside(hall):
            accepted(clerk)
    with inside(west):
        before = everything()
    published()

    recount(east, clock=clock)

    with inside(west):
        assert everything() == before
