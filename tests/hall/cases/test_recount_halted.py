"""A recount that meets a bad case, is halted, takes too long or is overtaken: nothing is lost or done twice."""

from datetime import date, datetime, timedelta
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from support.calendars import NEW_YEAR, next_calendar, published
from support.recounting import LATER, accepted, at, clock

from county.halls import inside
from county.standards.models import Recount
from hall.cases import recount as running
from hall.cases import recount_batch
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.cases.recount import recount
from rules.errors import RuleError

pytestmark = pytest.mark.django_db


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
        with inside(east):
            recount_batch.basis()  # calendars are read once by each process
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
