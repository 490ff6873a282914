"""From a hall's events to the county's figures: once, whole, and by as many relays as like to try."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from support import build

from county.halls import inside
from county.rollup.models import CaseFact, DailyTally
from hall.cases.actions import accept_case, decline_case
from hall.cases.completion import complete_case
from hall.cases.models import CaseEvent
from hall.reporting.report_up import report_up

ON = date(2026, 3, 4)


def facts(hall) -> dict[str, str]:
    return {
        str(case_id): status
        for case_id, status in CaseFact.objects.filter(hall_id=hall.id).values_list("case_id", "status")
    }


@pytest.mark.django_db
def test_the_life_of_a_case_reaches_the_county(east, ana, now):
    with inside(east):
        case = build.case(ana)
        accept_case(case.pk, actor=ana, now=now)
    assert report_up(east, now=now) == 2

    fact = CaseFact.objects.get()
    assert (fact.hall_id, fact.case_id, fact.sequence, fact.status) == (east.id, case.pk, 2, "accepted")
    assert (fact.matter_code, fact.department, fact.received_on, fact.accepted_on) == (
        "M-10",
        "civil_affairs",
        ON,
        ON,
    )
    # Ten working days after Wednesday 4 March, closing time of the winter timetable.
    assert fact.due_at.astimezone(now.tzinfo).isoformat() == "2026-03-18T17:30:00+08:00"

    with inside(east):
        complete_case(case.pk, result="granted", actor=ana, now=now + timedelta(days=1))
    assert report_up(east, now=now) == 1

    fact.refresh_from_db()
    assert (fact.status, fact.ended_on, fact.was_on_time) == ("completed", date(2026, 3, 5), True)
    tally = DailyTally.objects.get(day=date(2026, 3, 5))
    assert (tally.received, tally.completed, tally.on_time, tally.late) == (0, 1, 1, 0)


@pytest.mark.django_db
def test_reporting_again_reports_nothing(east, ana, now):
    with inside(east):
        build.case(ana)
    assert report_up(east, now=now) == 1
    before = list(DailyTally.objects.values())

    assert report_up(east, now=now + timedelta(hours=1)) == 0
    assert list(DailyTally.objects.values()) == before
    with inside(east):
        assert CaseEvent.objects.get().reported_at == now


@pytest.mark.django_db
def test_a_late_case_counts_as_late(east, ana, now):
    with inside(east):
        case = build.case(ana, matter_code="M-0")
        accept_case(case.pk, actor=ana, now=now)
        complete_case(case.pk, result="granted", actor=ana, now=now + timedelta(days=2))
    report_up(east, now=now)

    assert CaseFact.objects.get().was_on_time is False
    assert DailyTally.objects.get(day=date(2026, 3, 6)).late == 1


@pytest.mark.django_db
def test_events_that_commit_out_of_order_are_all_reported(east, ana, now):
    """The event of the later instant is reported first: its elder is not skipped for being older."""
    with inside(east):
        early, late = build.case(ana, key="1"), build.case(ana, key="2", now=now + timedelta(minutes=5))
        CaseEvent.objects.filter(case=early).update(reported_at=now)  # as if not committed yet
    report_up(east, now=now)
    assert facts(east) == {str(late.pk): "received"}

    with inside(east):
        CaseEvent.objects.filter(case=early).update(reported_at=None)  # and now it is
    report_up(east, now=now)

    assert facts(east) == {str(late.pk): "received", str(early.pk): "received"}


@pytest.mark.django_db
def test_a_hall_reports_its_own_cases_only(east, west, cast, now):
    with inside(east):
        build.case(cast.ana)
    with inside(west):
        other = build.case(cast.wei)

    report_up(west, now=now)

    assert facts(west) == {str(other.pk): "received"}
    assert facts(east) == {}
    with inside(east):
        assert CaseEvent.objects.get().reported_at is None


def test_a_relay_takes_what_another_has_not_locked(own_hall):
    clerk = build.actor("ana")
    with inside(own_hall):
        cases = [build.case(clerk, key=f"k{n}") for n in range(2)]

    with transaction.atomic():
        with inside(own_hall):
            CaseEvent.objects.select_for_update().get(case=cases[0])
        with ThreadPoolExecutor(1) as other:
            reported = other.submit(_relay, own_hall).result(timeout=10)  # does not wait for the lock
    assert reported == 1
    assert facts(own_hall) == {str(cases[1].pk): "received"}

    assert report_up(own_hall, now=build.NOW) == 1
    assert len(facts(own_hall)) == 2


def test_two_relays_at_once_report_every_event_once(own_hall):
    clerk = build.actor("ana")
    with inside(own_hall):
        for n in range(40):
            case = build.case(clerk, key=f"k{n}")
            decline_case(case.pk, reason="材料不属本中心", actor=clerk, now=build.NOW)

    with ThreadPoolExecutor(4) as relays:
        reported = sum(relays.map(_relay, [own_hall] * 4))

    assert reported == 80
    assert CaseFact.objects.filter(hall_id=own_hall.id, status="declined").count() == 40
    tally = DailyTally.objects.get(hall_id=own_hall.id)
    assert (tally.day, tally.received, tally.declined) == (ON, 40, 40)


def _relay(hall) -> int:
    try:
        return report_up(hall, now=build.NOW)
    finally:
        connection.close()
