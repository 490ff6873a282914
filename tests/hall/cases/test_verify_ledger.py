"""manage.py verify_ledger names every event that somebody edited, removed or moved behind the application's back."""

from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from support import build

from county.halls import inside
from hall.cases import ledger_chain
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.models import Case, CaseEvent

pytestmark = pytest.mark.django_db
EVENTS = '"east".cases_caseevent'


@pytest.fixture
def two_cases(east, ana):
    """20260304-0001 with three events, 20260304-0002 with one."""
    with inside(east):
        first = build.case(ana, key="1")
        accept_case(first.pk, actor=ana, now=build.NOW)
        complete_case(first.pk, result="granted", actor=ana, now=build.NOW)
        build.case(ana, key="2")
    return first


@contextmanager
def as_owner():
    """What only the owner of the table can do: without the triggers, in the hall's schema."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {EVENTS} DISABLE TRIGGER USER")
        yield cursor
        cursor.execute(f"ALTER TABLE {EVENTS} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def verified(*halls):
    out, err = StringIO(), StringIO()
    try:
        call_command("verify_ledger", *halls, stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, err.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_a_ledger_as_it_was_written_has_no_fault(two_cases):
    assert verified("east") == (0, ["east: 4 events, 0 faults"])


def test_an_edited_event_is_named(two_cases):
    with as_owner() as cursor:
        cursor.execute(f"UPDATE {EVENTS} SET actor_name = 'Somebody' WHERE action = 'accept'")

    assert verified() == (1, ["east case 20260304-0001: event 2 was edited (accept)"])


def test_an_event_edited_with_a_hash_that_fits_shows_at_the_next_one(two_cases, east):
    from hall.cases.events import chained

    with inside(east):
        event = CaseEvent.objects.get(action="accept")
    event.actor_name = "Somebody"
    with as_owner() as cursor:
        cursor.execute(
            f"UPDATE {EVENTS} SET actor_name = 'Somebody', hash = %s WHERE action = 'accept'",
            [chained(event)],
        )

    assert verified() == (
        1,
        [
            "east case 20260304-0001: event 3 does not follow the event before it: one was moved or edited",
        ],
    )


@pytest.mark.parametrize(
    ("action", "said"),
    [("accept", "event 2 was removed"), ("complete", "event 3 was removed")],
)
def test_a_removed_event_is_named_in_the_middle_and_at_the_end(two_cases, action, said):
    with as_owner() as cursor:
        cursor.execute(f"DELETE FROM {EVENTS} WHERE action = %s", [action])

    assert verified() == (1, [f"east case 20260304-0001: {said}"])


def test_events_that_changed_places_are_named(two_cases):
    with as_owner() as cursor:
        for old, new in ((2, 20), (3, 2), (20, 3)):
            cursor.execute(
                f"UPDATE {EVENTS} SET sequence = {new} WHERE sequence = {old} AND case_id = %s",
                [two_cases.pk],
            )

    code, said = verified()
    assert code == 1
    assert "east case 20260304-0001: event 2 was edited (complete)" in said
    assert "east case 20260304-0001: event 3 was edited (accept)" in said


def test_a_case_that_is_gone_with_all_its_events_is_named(two_cases, east):
    with inside(east):
        gone = Case.objects.get(day_number=2).pk
    with as_owner() as cursor:
        cursor.execute(f"DELETE FROM {EVENTS} WHERE case_id = %s", [gone])
        cursor.execute('DELETE FROM "east".cases_idempotencykey WHERE case_id = %s', [gone])
        cursor.execute('DELETE FROM "east".cases_case WHERE id = %s', [gone])

    assert verified("east") == (1, ["east case 20260304-0002: the whole case was removed"])


def test_a_hall_nobody_knows_is_refused(two_cases):
    with pytest.raises(CommandError, match="There is no hall mars"):
        call_command("verify_ledger", "mars")


def test_a_status_nobody_stepped_to_is_named(two_cases):
    with as_owner() as cursor:
        cursor.execute("UPDATE \"east\".cases_case SET status = 'collected' WHERE number = '20260304-0001'")

    assert verified() == (
        1,
        ["east case 20260304-0001: is collected, and its last event left it completed"],
    )


@pytest.mark.parametrize("change", ["UPDATE {} SET last = 1", "DELETE FROM {}"], ids=["set back", "removed"])
def test_a_counter_that_was_set_back_is_named(two_cases, change):
    with as_owner() as cursor:
        cursor.execute(change.format('"east".cases_daycounter'))

    assert verified() == (1, ["east case 20260304: the counter of the day was set back"])


def test_a_step_taken_while_it_looks_is_no_fault(two_cases, east, ana, monkeypatch):
    """The case was read before the step, its events after it."""
    look, taken = ledger_chain._of_case, []

    def meanwhile(case, events):
        if not taken:
            taken.append(accept_case(second, actor=ana, now=build.NOW))
            events[:] = CaseEvent.objects.filter(case=second).order_by("sequence")
            assert (case.pk, case.version, len(events)) == (second, 1, 2)
        return look(case, events)

    with inside(east):
        second = Case.objects.get(day_number=2).pk
    monkeypatch.setattr(ledger_chain, "AT_ONCE", 1)
    monkeypatch.setattr(
        ledger_chain,
        "_of_case",
        lambda case, events: meanwhile(case, events) if case.pk == second else look(case, events),
    )

    assert verified("east") == (0, ["east: 5 events, 0 faults"])
    assert len(taken) == 1
