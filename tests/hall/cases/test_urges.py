"""An urge has its own limit, is numbered, shows when it is not answered, and the first decides most."""

from datetime import timedelta

import pytest
from support import build

from county.halls import inside
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent, Deadline, Urge
from hall.cases.sweep import Swept, sweep
from hall.cases.urges import first_urge_until, urge_case
from hall.decisions.models import DecisionRecord
from hall.decisions.replay import replay
from rules.clock import Limit, LimitUnit
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
URGED = build.NOW.replace(day=5)  # a Thursday, 10:00
ONE_DAY = {"article": "2", "urge_within": 1, "urge_within_unit": "working_days"}
UNTIL = build.NOW.replace(day=6, hour=17, minute=30)


def urge(case, actor, *, now=URGED, **fields):
    return urge_case(case.pk, words="请抓紧办理", actor=actor, now=now, **fields)


def snapshot():
    tables = (Case, CaseEvent, Urge, Deadline, DecisionRecord)
    return [list(table.objects.order_by("pk").values_list()) for table in tables]


def test_an_urge_has_the_limit_of_the_halls_rules(ruled, taken, cast):
    ruled(supervision=ONE_DAY)
    case = taken()

    event = urge(case, cast.bo)

    row = Urge.objects.get()
    assert (row.number, row.asked_of, row.words, row.urged_at, row.urged_by, row.until) == (
        1,
        "Ana",
        "请抓紧办理",
        URGED,
        "Bo",
        UNTIL,
    )
    deadline = Deadline.objects.get()
    assert (deadline.what, deadline.subject_id, deadline.due_at) == ("urge", row.pk, UNTIL)
    assert event.data == {"number": 1, "until": "2026-03-06T17:30:00+08:00"}
    stored = Case.objects.get()
    assert (stored.status, stored.due_at) == ("accepted", case.due_at)
    assert is_whole(stored)
    assert [each.difference for each in replay() if each.difference] == []


def test_two_halls_urge_by_their_own_rules(east, west, cast):
    until = {}
    for hall, clerk in ((east, cast.ana), (west, cast.wei)):
        with inside(hall):
            if hall is west:
                build.regulation(
                    "2026-1",
                    build.NOW.date(),
                    supervision={"article": "2", "urge_within": 120, "urge_within_unit": "working_minutes"},
                )
            case = build.case(clerk)
            accept_case(case.pk, actor=clerk, now=build.NOW)
            urge(case, clerk, now=URGED.replace(hour=11))
            until[hall.code] = Urge.objects.get().until
    # East's rules are silent: two working days. West: an hour to noon, and one from 14:30 on.
    assert until == {
        "east": build.NOW.replace(day=9, hour=17, minute=30),
        "west": URGED.replace(hour=15, minute=30),
    }


def test_whoever_urges_may_name_another_limit(ruled, taken, cast):
    ruled(supervision=ONE_DAY)
    case = taken()

    urge(case, cast.bo, within=Limit(3, LimitUnit.WORKING_DAYS))

    assert Urge.objects.get().until == build.NOW.replace(day=10, hour=17, minute=30)


def test_an_urge_that_is_not_answered_is_marked_once_at_its_end(ruled, taken, cast):
    ruled(supervision=ONE_DAY)
    urge(taken(), cast.bo)

    assert sweep(now=UNTIL) == Swept()
    noticed = UNTIL + timedelta(minutes=2)
    assert sweep(now=noticed) == Swept(marked=1)
    assert sweep(now=noticed + timedelta(hours=1)) == Swept()

    event = CaseEvent.objects.get(action="mark_late")
    assert (event.happened_at, event.actor_name) == (UNTIL, "")
    assert event.data == {"what": "urge", "about": "", "noticed_at": noticed.isoformat()}
    deadline = Deadline.objects.get()
    assert (deadline.missed_at, deadline.met_at, deadline.was_late) == (UNTIL, None, True)


@pytest.mark.parametrize(("after", "within"), [(timedelta(0), True), (timedelta(seconds=1), False)])
def test_completion_answers_the_first_urge_in_time_or_not(ruled, taken, ana, cast, after, within):
    """The second urge allows more, and does not help."""
    ruled(supervision=ONE_DAY)
    case = taken()
    urge(case, cast.bo)
    urge(case, cast.bo, now=URGED + timedelta(hours=1), within=Limit(9, LimitUnit.WORKING_DAYS))
    assert list(Urge.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert first_urge_until(case) == UNTIL

    event = complete_case(case.pk, result="granted", actor=ana, now=UNTIL + after)

    assert event.data["within_first_urge"] is within
    assert set(Deadline.objects.values_list("met_at", flat=True)) == {UNTIL + after}
    assert sweep(now=UNTIL + timedelta(days=60)) == Swept()


def test_without_an_urge_nothing_is_said_of_one(taken, ana):
    event = complete_case(taken().pk, result="granted", actor=ana, now=URGED)

    assert "within_first_urge" not in event.data


@pytest.mark.parametrize(
    ("words", "code"),
    [("", "reason_missing"), ("催" * 10_000, "text_too_long"), ("催\x00", "text_control_characters")],
)
def test_an_urge_without_words_is_none(taken, cast, words, code):
    case = taken()
    kept = snapshot()

    with pytest.raises(RuleError) as refused:
        urge_case(case.pk, words=words, actor=cast.bo, now=URGED)

    assert (refused.value.code, refused.value.field) == (code, "words")
    assert snapshot() == kept


def test_only_an_accepted_case_is_urged(in_east, ana, cast):
    case = build.case(ana)
    kept = snapshot()

    with pytest.raises(RuleError) as refused:
        urge(case, cast.bo)

    assert refused.value.code == "illegal_transition"
    assert snapshot() == kept


def test_who_saw_an_older_state_looks_again(taken, cast):
    case = taken()
    urge(case, cast.bo)
    kept = snapshot()

    with pytest.raises(RuleError) as refused:
        urge(case, cast.dan, expected_version=2)

    assert (refused.value.code, refused.value.values["who"]) == ("version_conflict", "Bo")
    assert snapshot() == kept
