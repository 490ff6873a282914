"""② The sweep marks what fell due, at the time it fell due, and lets one bad case stop no other."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db import DatabaseError, connection
from support import build

from county.halls import inside
from hall.cases import sweep as sweeping
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent
from hall.cases.sweep import PUSH, Swept, sweep

pytestmark = pytest.mark.django_db


def accepted(actor: object, key: str = "key-1") -> Case:
    case = build.case(actor, key=key)
    accept_case(case.pk, actor=actor, now=build.NOW)
    return Case.objects.get(pk=case.pk)


def test_a_case_past_its_due_time_is_marked_once_at_that_time(in_east, ana):
    case = accepted(ana)
    noticed = case.due_at + timedelta(minutes=7)

    assert sweep(now=noticed) == Swept(marked=1)
    assert sweep(now=noticed + timedelta(days=9)) == Swept()

    event = CaseEvent.objects.get(action="mark_overdue")
    assert (event.happened_at, event.actor_id, event.actor_name) == (case.due_at, None, "")
    assert event.data == {"noticed_at": noticed.isoformat()}
    stored = Case.objects.get()
    assert (stored.status, stored.next_check_at, stored.version) == ("accepted", None, 3)
    assert is_whole(stored)


def test_on_the_due_minute_a_case_is_not_overdue_yet(in_east, ana):
    case = accepted(ana)

    assert sweep(now=case.due_at) == Swept(marked=1)  # due soon, not more
    assert sweep(now=case.due_at) == Swept()
    assert CaseEvent.objects.filter(action="mark_overdue").count() == 0
    assert sweep(now=case.due_at + timedelta(seconds=1)) == Swept(marked=1)


def test_a_case_is_marked_as_due_soon_when_its_last_two_working_days_begin(in_east, ana):
    case = accepted(ana)
    noticed = case.due_soon_at + timedelta(minutes=3)

    assert sweep(now=case.due_soon_at - timedelta(seconds=1)) == Swept()
    assert sweep(now=noticed) == Swept(marked=1)
    assert sweep(now=noticed + timedelta(hours=1)) == Swept()

    event = CaseEvent.objects.get(action="mark_due_soon")
    # Due on Wednesday the 18th: from closing time of Monday the 16th on.
    assert event.happened_at == case.due_soon_at == build.NOW.replace(day=16, hour=17, minute=30)
    assert event.data == {"noticed_at": noticed.isoformat()}
    stored = Case.objects.get()
    assert (stored.next_check_at, stored.version) == (case.due_at, 3)
    assert is_whole(stored)


def test_the_threshold_is_the_halls_own(in_east, ana):
    build.regulation(
        "2013-1",
        build.NOW.date(),
        supervision={"due_soon": 180, "due_soon_unit": "working_minutes", "article": "1"},
    )

    assert accepted(ana).due_soon_at == build.NOW.replace(day=18, hour=14, minute=30)


def test_an_instant_case_is_never_due_soon_but_late_after_closing_time(in_east, ana):
    case = build.case(ana, matter_code="M-0")
    accept_case(case.pk, actor=ana, now=build.NOW)
    closing = build.NOW.replace(hour=17, minute=30)

    assert sweep(now=closing) == Swept()
    assert sweep(now=closing + timedelta(seconds=1)) == Swept(marked=1)
    assert list(CaseEvent.objects.order_by("sequence").values_list("action", flat=True)) == [
        "intake",
        "accept",
        "mark_overdue",
    ]


def test_the_bookmark_is_not_the_truth(in_east, ana):
    """Looked at too early (the due date has moved meanwhile), it is only given its next look."""
    case = accepted(ana)
    Case.objects.update(next_check_at=build.NOW)

    assert sweep(now=build.NOW + timedelta(hours=1)) == Swept()

    assert Case.objects.get().next_check_at == case.due_soon_at
    assert not CaseEvent.objects.filter(action="mark_overdue").exists()


def test_settled_and_unaccepted_cases_are_not_looked_at(in_east, ana):
    done = accepted(ana, "done")
    build.case(ana, key="received")
    complete_case(done.pk, result="granted", actor=ana, now=build.NOW)

    assert sweep(now=done.due_at + timedelta(days=30)) == Swept()
    assert CaseEvent.objects.filter(action="mark_overdue").count() == 0


def test_one_bad_case_stops_no_other_and_is_tried_again_in_an_hour(in_east, ana, caplog):
    bad, good = accepted(ana, "bad"), accepted(ana, "good")
    now = bad.due_at + timedelta(minutes=1)
    original = sweeping.apply_together

    def apply_together(steps: list, *args: object, **kwargs: object) -> None:
        if any(case.pk == bad.pk for case, _ in steps):
            raise DatabaseError("broken row")
        original(steps, *args, **kwargs)

    with mock.patch.object(sweeping, "apply_together", apply_together):
        assert sweep(now=now) == Swept(marked=1, failed=1)

    assert "tried again in an hour" in caplog.text
    assert Case.objects.get(pk=bad.pk).next_check_at == now + PUSH
    assert Case.objects.get(pk=good.pk).next_check_at is None
    assert sweep(now=now + PUSH) == Swept(marked=1)


def test_the_sweep_finds_its_cases_by_its_own_small_index(in_east, ana):
    for n in range(3):
        accepted(ana, f"k{n}")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexdef FROM pg_indexes WHERE schemaname = 'east' AND indexname = 'case_to_check'"
        )
        (definition,) = cursor.fetchone()

    assert definition.endswith("USING btree (next_check_at) WHERE (next_check_at IS NOT NULL)")


def test_a_sweep_of_one_hall_leaves_the_next_alone(east, west, cast):
    for hall, clerk in ((east, cast.ana), (west, cast.wei)):
        with inside(hall):
            case = accepted(clerk)
    with inside(east):
        assert sweep(now=case.due_at + timedelta(days=1)) == Swept(marked=1)

    with inside(west):
        assert CaseEvent.objects.filter(action="mark_overdue").count() == 0
        assert Case.objects.get().next_check_at == case.due_soon_at
