"""What each verb writes on the case, and what it refuses to be told."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from support import build

from county.now import TIMEZONE
from hall.cases.actions import accept_case, decline_case, return_case
from hall.cases.completion import collect_case, complete_case
from hall.cases.models import Case, CaseEvent
from rules.errors import RuleError

pytestmark = pytest.mark.django_db

LATER = build.NOW + timedelta(days=3)


@pytest.fixture
def received(in_east, ana) -> Case:
    return build.case(ana)


@pytest.fixture
def accepted(received, ana) -> Case:
    accept_case(received.pk, actor=ana, now=build.NOW)
    return Case.objects.get()


def test_declining_keeps_the_reason_and_ends_the_case(received, ana):
    event = decline_case(received.pk, reason=" 不属本厅职责 ", actor=ana, now=LATER)

    case = Case.objects.get()
    assert (case.status, case.reason, case.ended_at) == ("declined", "不属本厅职责", LATER)
    assert (case.completed_at, case.due_at, case.next_check_at) == (None, None, None)
    assert event.data == {}, "the reason may name a person: it stands on the case, not on the event"


def test_returning_an_accepted_case_stops_looking_at_it(accepted, ana):
    return_case(accepted.pk, reason="材料不全", actor=ana, now=LATER)

    case = Case.objects.get()
    assert (case.status, case.reason, case.ended_at) == ("returned", "材料不全", LATER)
    assert (case.next_check_at, case.due_at) == (None, accepted.due_at)


def test_completing_says_how_it_ended_and_whether_in_time(accepted, ana):
    event = complete_case(accepted.pk, result="granted", actor=ana, now=LATER)

    case = Case.objects.get()
    assert (case.status, case.result) == ("completed", "granted")
    assert (case.completed_at, case.ended_at, case.next_check_at) == (LATER, LATER, None)
    assert event.data == {
        "result": "granted",
        "state": "on_time",
        "minutes_late": -3360,
    }  # eight working days of seven hours


@pytest.mark.parametrize(("minutes", "state"), [(0, "on_time"), (1, "overdue")])
def test_the_due_minute_itself_is_still_in_time(accepted, ana, minutes, state):
    event = complete_case(
        accepted.pk, result="refused", actor=ana, now=accepted.due_at + timedelta(minutes=minutes)
    )

    # A minute after closing time is no working minute, and late all the same.
    assert event.data == {"result": "refused", "state": state, "minutes_late": 0}


def test_collecting_notes_who_and_when(accepted, ana):
    complete_case(accepted.pk, result="granted", actor=ana, now=LATER)

    event = collect_case(
        accepted.pk,
        collector_name="李大明",
        collector_id_number=build.ID_NUMBER,
        actor=ana,
        now=LATER + timedelta(hours=2),
    )

    case = Case.objects.get()
    assert (case.status, case.collector_name) == ("collected", "李大明")
    assert (case.collected_at, case.ended_at) == (LATER + timedelta(hours=2), LATER)
    assert "李大明" not in str(event.data)


@pytest.mark.parametrize("reason", ["", "   ", "\n\t"])
@pytest.mark.parametrize("verb", [decline_case, return_case])
def test_a_refusal_without_a_reason_is_refused(received, ana, verb, reason):
    with pytest.raises(RuleError) as refused:
        verb(received.pk, reason=reason, actor=ana, now=LATER)

    assert (refused.value.code, refused.value.field) == ("reason_missing", "reason")
    assert Case.objects.get().status == "received"
    assert CaseEvent.objects.count() == 1


@pytest.mark.parametrize("result", ["", "GRANTED", "maybe"])
def test_an_unknown_result_is_refused(accepted, ana, result):
    with pytest.raises(RuleError) as refused:
        complete_case(accepted.pk, result=result, actor=ana, now=LATER)

    assert (refused.value.code, refused.value.field) == ("result_unknown", "result")
    assert Case.objects.get().status == "accepted"


def test_a_case_that_is_not_of_this_hall_is_not_found(in_east, ana):
    with pytest.raises(RuleError) as refused:
        accept_case(uuid4(), actor=ana, now=LATER)

    assert (refused.value.code, refused.value.field) == ("case_not_found", "id")


def test_the_version_one_saw_must_be_the_version_there_is(received, ana, cast):
    accept_case(received.pk, actor=cast.bo, now=build.NOW, expected_version=1)

    with pytest.raises(RuleError) as refused:
        decline_case(received.pk, reason="x", actor=ana, now=LATER, expected_version=1)

    assert (refused.value.code, refused.value.field) == ("version_conflict", "expectedVersion")
    assert refused.value.values == {"who": "Bo", "status": "accepted", "version": 2}
    assert Case.objects.get().status == "accepted"
    assert CaseEvent.objects.count() == 2


@pytest.mark.parametrize("version", [0, 3, 99, -1])
def test_a_version_that_never_was_is_a_conflict(accepted, ana, version):
    with pytest.raises(RuleError) as refused:
        complete_case(accepted.pk, result="granted", actor=ana, now=LATER, expected_version=version)

    assert refused.value.code == "version_conflict"
    assert refused.value.values["who"] == "Ana"


def test_the_day_of_a_case_is_the_halls_day(in_east, ana):
    late_evening_in_utc = datetime(2026, 3, 4, 23, 30, tzinfo=TIMEZONE)

    case = build.case(ana, now=late_evening_in_utc)

    assert case.number == "20260304-0001"
