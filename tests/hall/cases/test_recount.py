"""A new calendar or a closure of the hall moves open cases; each keeps what it was due, what it is, and why."""

from datetime import date, datetime, timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from support import build
from support.calendars import NEW_YEAR, next_calendar, published

from county.halls import inside
from county.now import TIMEZONE
from county.standards.models import Recount
from hall.cases import recount as running
from hall.cases import recount_batch
from hall.cases.actions import accept_case, complete_case, return_case
from hall.cases.agreement import disagreements
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.cases.recount import recount
from hall.decisions.models import DecisionRecord
from hall.decisions.replay import replay
from hall.office.close import announce_closure, cancel_closure
from rules.errors import RuleError

pytestmark = pytest.mark.django_db

BEFORE_NEW_YEAR = datetime(2026, 12, 22, 10, 0, tzinfo=TIMEZONE)  # a Tuesday; ten working days lead into 2027
LATER = BEFORE_NEW_YEAR + timedelta(hours=1)


def clock() -> datetime:
    return LATER


def accepted(actor: object, key: str = "k", now: datetime = BEFORE_NEW_YEAR, **fields: object) -> Case:
    case = build.case(actor, key=key, now=now, **fields)
    accept_case(case.pk, actor=actor, now=now)
    return Case.objects.get(pk=case.pk)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 17, 30, tzinfo=TIMEZONE)


def everything() -> list[object]:
    """All that a hall holds of its cases."""
    return [list(model.objects.order_by("pk").values_list()) for model in (Case, CaseEvent, DecisionRecord)]


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
        assert (now.next_check_at, now.calendar_version, now.closures_version) == (now.due_at, 2, 0)
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


def test_one_case_that_cannot_be_counted_stops_no_other_and_rests_for_an_hour(east, ana, caplog):
    with inside(east):
        bad, good = accepted(ana, "bad"), accepted(ana, "good")
    published()
    original = recount_batch.due_date_by

    def due_date_by(facts: dict, *args: object) -> object:
        if facts["accepted_at"] == "bad":
            raise RuleError("bad_limit", "broken", "limit")
        return original(facts, *args)

    facts = recount_batch._facts_on_record
    with (
        mock.patch.object(recount_batch, "due_date_by", due_date_by),
        mock.patch.object(
            recount_batch, "_facts_on_record", lambda cases: {**facts(cases), bad.pk: {"accepted_at": "bad"}}
        ),
    ):
        assert recount(east, clock=clock) is False

    assert "recount of case" in caplog.text
    row = Recount.objects.get(hall_id=east.id)
    assert (row.total, row.counted, row.moved, row.failed) == (2, 1, 1, 1)
    assert (row.finished_at, row.next_try_at) == (None, LATER + running.LATER)
    with inside(east):
        assert Case.objects.get(pk=bad.pk).calendar_version == 1
        assert Case.objects.get(pk=good.pk).due_at == at(date(2027, 1, 6))

    recount(east, clock=lambda: LATER + running.LATER)

    row.refresh_from_db()
    assert (row.total, row.counted, row.moved, row.failed, row.next_try_at) == (2, 2, 2, 0, None)
    assert row.finished_at == LATER + running.LATER


def test_a_case_whose_record_is_gone_fails_alone(east, ana):
    with inside(east):
        case = accepted(ana)
    published()

    with mock.patch.object(recount_batch, "_facts_on_record", return_value={}):
        recount(east, clock=clock)

    assert Recount.objects.get(hall_id=east.id).failed == 1
    with inside(east):
        assert Case.objects.get() == case
        assert not CaseEvent.objects.filter(action="recount").exists()


def test_halted_between_two_batches_it_goes_on_and_ends_as_if_it_had_not_been(east, west, cast):
    for hall, clerk in ((east, cast.ana), (west, cast.wei)):
        with inside(hall):
            for n in range(7):
                accepted(clerk, f"k{n}")
    published()
    original, calls = running.count_batch, []

    def count_batch(*args: object, **kwargs: object) -> object:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return original(*args, **kwargs)

    with mock.patch.object(running, "count_batch", count_batch), pytest.raises(KeyboardInterrupt):
        recount(east, clock=clock, batch=2)
    row = Recount.objects.get(hall_id=east.id)
    assert (row.total, row.counted, row.moved, row.finished_at) == (7, 4, 4, None)

    recount(east, clock=clock, batch=2)
    recount(west, clock=clock)

    figures = [
        Recount.objects.values_list("total", "counted", "moved", "confirmed", "failed").get(hall_id=hall.id)
        for hall in (east, west)
    ]
    assert figures == [(7, 7, 7, 7, 0)] * 2
    shown = []
    for hall in (east, west):
        with inside(hall):
            assert all(map(is_whole, Case.objects.all()))
            shown.append(
                list(Case.objects.order_by("pk").values_list("due_at", "version", "calendar_version"))
            )
            assert CaseEvent.objects.filter(action="recount").count() == 7
    assert shown[0] == shown[1]


def test_a_run_that_takes_too_long_stops_after_a_batch_and_says_there_is_more(east, ana):
    with inside(east):
        for n in range(3):
            accepted(ana, f"k{n}")
    published()

    assert recount(east, clock=clock, longest=timedelta(0), batch=2) is True

    assert Recount.objects.get(hall_id=east.id).counted == 2
    assert recount(east, clock=clock) is False
    assert Recount.objects.get(hall_id=east.id).counted == 3


def test_a_version_published_in_the_middle_is_the_one_that_counts(east, ana):
    with inside(east):
        for n in range(3):
            accepted(ana, f"k{n}")
    published()
    asked = []

    def publishing() -> datetime:
        asked.append(1)
        if len(asked) == 3:  # before the second batch
            published(next_calendar(holidays={date(2027, 1, 4): "New Year's Day"}), reason="更正")
        return LATER

    assert recount(east, clock=publishing, batch=1) is True
    assert Recount.objects.get(calendar_version=2).counted == 1

    recount(east, clock=clock)

    with inside(east):
        assert set(Case.objects.values_list("due_at", "calendar_version")) == {(at(date(2027, 1, 7)), 3)}
        assert sorted(Case.objects.values_list("version", flat=True)) == [3, 3, 4]


def test_a_batch_takes_as_many_statements_for_forty_cases_as_for_two(east, ana):
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            recount(east, clock=clock)
        return len(asked)

    with inside(east):
        for n in range(2):
            accepted(ana, f"few{n}")
    published()
    few = statements()
    with inside(east):
        for n in range(40):
            accepted(ana, f"many{n}")
    published(next_calendar(holidays={**NEW_YEAR, date(2027, 1, 4): "New Year's Day"}))

    assert statements() == few


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
