"""The hall announces that it is closed, and takes it back: what is refused, what is on record, what is counted then."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from support import build
from support.race import held_after, threads

from county.halls import inside
from hall.cases import tasks
from hall.office.close import LONGEST, announce_closure, cancel_closure
from hall.office.closures import closures, hall_calendar
from hall.office.models import AuditLine, ClosureNotice
from rules.errors import RuleError
from rules.hours import LOCAL
from rules.workdays import DayKind

TODAY = build.NOW.date()  # Wednesday, 4 March 2026
db = pytest.mark.django_db


def days(n: int) -> date:
    return TODAY + timedelta(days=n)


def announced(cast: build.Cast, first: int = 1, last: int = 2, name: str = "设备检修") -> ClosureNotice:
    return announce_closure(days(first), days(last), name, actor=cast.bo, now=build.NOW)


@db
def test_an_announced_closure_is_on_record_and_in_the_halls_calendar(in_east, cast):
    notice = announced(cast)

    stored = ClosureNotice.objects.get()
    assert (stored.pk, stored.number, stored.first_on, stored.last_on) == (notice.pk, 1, days(1), days(2))
    assert (stored.name, stored.announced_by, stored.announced_at) == ("设备检修", "Bo", build.NOW)
    assert closures().days == {days(1): "设备检修", days(2): "设备检修"}
    lived = hall_calendar()
    assert [lived.kind_of(days(n)) for n in range(1, 4)] == [
        DayKind.CLOSURE,
        DayKind.CLOSURE,
        DayKind.WEEKEND,
    ]
    line = AuditLine.objects.get()
    assert (line.action, line.subject, line.actor_name) == ("closure.announce", "closure 1", "Bo")
    assert line.detail == {"days": "2026-03-05 – 2026-03-06"}


@db
@pytest.mark.parametrize(
    ("first", "last", "name", "code", "field"),
    [
        (-1, 2, "x", "closure_in_the_past", "first_on"),
        (3, 2, "x", "closure_backwards", "last_on"),
        (1, 1 + LONGEST, "x", "closure_too_long", "last_on"),
        (0, 2, "x", "closure_in_the_past", "first_on"),  # it is ten, and the hall opened at eight
        (367, 368, "x", "closure_too_far", "last_on"),
        (1, 2, "  \n ", "closure_unnamed", "name"),
        (1, 2, "x\x00", "text_control_characters", "name"),
        (1, 2, "长" * 101, "text_too_long", "name"),
        (10, 12, "x", "closure_overlaps", "first_on"),
        (8, 10, "x", "closure_overlaps", "first_on"),
    ],
)
def test_what_is_refused_changes_nothing(in_east, cast, first, last, name, code, field):
    announced(cast, 9, 11)
    before = closures()

    with pytest.raises(RuleError) as refused:
        announced(cast, first, last, name)

    assert (refused.value.code, refused.value.field) == (code, field)
    assert closures() == before
    assert AuditLine.objects.count() == 1


@db
@pytest.mark.parametrize(("first", "last"), [(1, 1), (1, LONGEST), (367, 367)])
def test_the_bounds_themselves_are_allowed(in_east, cast, first, last):
    announced(cast, first, last)

    assert (min(closures().days), max(closures().days)) == (days(first), days(last))


@db
def test_the_day_is_the_halls_and_not_that_of_greenwich(in_east, cast):
    """A quarter past midnight in Shanghai is still the day before in UTC."""
    midnight = build.NOW.replace(hour=0, minute=15)
    assert midnight.utcoffset() == timedelta(hours=8)

    with pytest.raises(RuleError, match="2026-03-04"):
        announce_closure(days(-1), days(1), "x", actor=cast.bo, now=midnight.astimezone(UTC))


@db
def test_a_closure_that_has_not_begun_is_cancelled_whole(in_east, cast):
    notice = announced(cast)

    cancelling = cancel_closure(notice, actor=cast.bo, now=build.NOW)

    assert (cancelling.number, cancelling.cancels_id) == (2, notice.pk)
    assert (closures().version, closures().days) == (2, {})
    assert AuditLine.objects.order_by("-happened_at", "-pk").first().action == "closure.cancel"
    assert ClosureNotice.objects.get(number=1).first_on == days(1), "what was announced stays on record"


@db
@pytest.mark.parametrize(("clock_time", "kept"), [("07:59", [1, 2]), ("08:00", [1, 2, 3])])
def test_a_closure_that_has_begun_ends_before_the_next_opening_and_its_past_days_stay_closed(
    in_east, cast, clock_time, kept
):
    notice = announced(cast, 1, 5)
    third_day = datetime.combine(days(3), time.fromisoformat(clock_time), LOCAL)

    cancel_closure(notice, actor=cast.bo, now=third_day)

    assert sorted(closures().days) == [days(n) for n in kept]
    announce_closure(days(4), days(4), "再次", actor=cast.bo, now=third_day)
    assert sorted(closures().days) == [days(n) for n in (*kept, 4)]


@db
@pytest.mark.parametrize(("clock_time", "first"), [("07:59", 0), ("08:00", 1), ("17:00", 1)])
def test_a_day_on_which_the_hall_has_opened_is_closed_no_more(in_east, cast, clock_time, first):
    """Nobody clears the deadlines of today in the afternoon."""
    now = datetime.combine(TODAY, time.fromisoformat(clock_time), LOCAL)

    announce_closure(days(first), days(first), "停电", actor=cast.bo, now=now)
    with pytest.raises(RuleError, match=f"A closure begins on {days(first)} at the earliest"):
        announce_closure(days(first - 1), days(first - 1), "停电", actor=cast.bo, now=now)

    assert list(closures().days) == [days(first)]


@db
def test_what_is_over_or_cancelled_is_not_cancelled(in_east, cast):
    notice = announced(cast)
    refused = []
    with pytest.raises(RuleError) as over:
        cancel_closure(notice, actor=cast.bo, now=build.NOW + timedelta(days=3))
    refused.append(over.value.code)
    cancelling = cancel_closure(notice, actor=cast.bo, now=build.NOW)
    for again in (notice, cancelling):
        with pytest.raises(RuleError) as twice:
            cancel_closure(again, actor=cast.bo, now=build.NOW)
        refused.append(twice.value.code)

    assert refused == ["closure_over", "closure_cancelled", "closure_cancelled"]
    assert ClosureNotice.objects.count() == 2


@db
def test_after_commit_the_halls_cases_are_counted_again(
    in_east, cast, django_capture_on_commit_callbacks, monkeypatch
):
    sent: list[str] = []
    monkeypatch.setattr(tasks.recount_hall, "in_hall", sent.append)
    with django_capture_on_commit_callbacks(execute=True):
        notice = announced(cast)
    with django_capture_on_commit_callbacks(execute=True):
        cancel_closure(notice, actor=cast.bo, now=build.NOW)

    assert sent == ["east", "east"]


@db
def test_without_a_broker_it_is_announced_all_the_same(
    in_east, cast, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    def away(schema: str) -> None:
        raise OSError

    monkeypatch.setattr(tasks.recount_hall, "in_hall", away)
    with django_capture_on_commit_callbacks(execute=True):
        announced(cast)

    assert closures().version == 1
    assert "broker unreachable: the recount of east waits for beat" in caplog.text


@db
def test_another_hall_is_open(east, cast, west):
    with inside(east):
        announced(cast)

    with inside(west):
        assert closures().version == 0
        assert hall_calendar().is_working_day(days(1))


def test_two_who_announce_the_same_days_at_once_one_is_told(own_hall):
    bo = build.actor("bo")

    def announce() -> ClosureNotice:
        return announce_closure(days(1), days(2), "检修", actor=bo, now=build.NOW)

    with held_after("hall.office.close.closures", "first") as held, threads(own_hall) as start:
        first = start("first", announce)
        held.wait_until_there()
        assert start("second", announce).result(10).number == 1
        held.go_on.set()
        with pytest.raises(RuleError) as refused:
            first.result(10)

    assert refused.value.code == "closure_conflict"
    with inside(own_hall):
        assert (ClosureNotice.objects.count(), AuditLine.objects.count()) == (1, 1)
