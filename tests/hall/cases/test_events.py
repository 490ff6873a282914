"""④ The chain of a case's events: whatever is edited, removed or moved shows, and is named."""

from datetime import timedelta

import pytest
from django.db import connection
from support import build

from county.halls import inside, leave
from hall.cases.actions import accept_case
from hall.cases.completion import collect_case, complete_case
from hall.cases.events import broken_link, chained, is_whole
from hall.cases.models import Case, CaseEvent
from hall.keys import uuid7

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(in_east, ana) -> Case:
    """Received, accepted, completed, collected."""
    taken = build.case(ana)
    accept_case(taken.pk, actor=ana, now=build.NOW)
    complete_case(taken.pk, result="granted", actor=ana, now=build.NOW + timedelta(days=1))
    collect_case(
        taken.pk,
        collector_name="李大明",
        collector_id_number=build.ID_NUMBER,
        actor=ana,
        now=build.NOW + timedelta(days=2),
    )
    return Case.objects.get()


def events(case: Case) -> list[CaseEvent]:
    return list(case.events.order_by("sequence"))


def test_a_chain_that_was_only_added_to_holds(case):
    chain = events(case)

    assert [event.action for event in chain] == ["intake", "accept", "complete", "collect"]
    assert [event.previous_hash for event in chain] == ["", *(event.hash for event in chain[:-1])]
    assert len({event.hash for event in chain}) == 4
    assert broken_link(chain) is None
    assert is_whole(case)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("action", "decline"),
        ("from_status", "x"),
        ("to_status", "declined"),
        ("actor_id", 7),
        ("actor_name", "Somebody else"),
        ("happened_at", build.NOW + timedelta(microseconds=1)),
        ("data", {"due_at": "2030-01-01"}),
        ("previous_hash", "0" * 64),
        ("hash", "0" * 64),
        ("sequence", 9),
    ],
)
def test_an_edited_event_is_named(case, name, value):
    chain = events(case)
    setattr(chain[1], name, value)

    assert broken_link(chain) is chain[1]


def test_an_edited_event_with_its_hash_made_anew_is_named_by_the_next(case):
    chain = events(case)
    chain[1].actor_name = "Somebody else"
    chain[1].hash = chained(chain[1])

    assert broken_link(chain) is chain[2]


def test_an_event_of_another_case_is_named(case, ana):
    chain = events(case)
    chain[2].case_id = build.case(ana, key="other").pk

    assert broken_link(chain) is chain[2]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_where_an_event_was_removed_the_next_one_is_named(case, gone):
    chain = events(case)
    after = chain[gone + 1]
    del chain[gone]

    assert broken_link(chain) is after


def test_events_in_another_order_are_named(case):
    first, second, third, fourth = events(case)

    assert broken_link([first, third, second, fourth]) is third


def test_a_removed_last_event_shows_on_the_case(case, east):
    """Only somebody with the server's highest rights could do it: the trigger has to be switched off."""
    leave()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE east.cases_caseevent DISABLE TRIGGER append_only")
        cursor.execute("DELETE FROM east.cases_caseevent WHERE action = 'collect'")
    with inside(east):
        assert broken_link(events(case)) is None
        assert not is_whole(case)


def test_a_case_without_events_is_not_whole(in_east):
    assert not is_whole(Case(pk=uuid7(build.NOW), version=0, last_hash=""))


def test_nothing_personal_stands_in_an_event(case):
    said = " ".join(str(event.data) + event.actor_name for event in events(case))

    for secret in ("李小明", "李大明", "13800138000", "11010519491231002X", "东街1号"):
        assert secret not in said
