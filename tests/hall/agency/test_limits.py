"""The limits of an agency case, side by side: 7 working days inside Zengjia's hall, 7 days upward in Taihu's."""

from datetime import datetime, timedelta

import pytest
from support import build
from support.agency import TAIHU, ZENGJIA, pass_stations

from county.halls import inside
from county.now import TIMEZONE
from hall.agency.course import advance_agency
from hall.cases.actions import accept_case
from hall.cases.clock_stops import resume_clock, stop_clock
from hall.cases.completion import complete_case
from hall.cases.models import CaseEvent, Deadline
from hall.cases.sweep import sweep
from hall.decisions.models import DecisionRecord

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 2, 9, 10, 0, tzinfo=TIMEZONE)


def at(month: int, day: int, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=TIMEZONE)


def due() -> dict[str, datetime]:
    return {row.what: row.due_at for row in Deadline.objects.all()}


def test_seven_working_days_and_seven_days_over_the_same_holiday(east_agency, west_agency, cast, run):
    """Working days: 10, 11, 12, 13, Saturday 14 (worked), 24, 25. Days: 16 is a holiday, so the first day after it."""
    with inside(east_agency):
        run(cast.ana, now=MONDAY)
        assert due() == {"agency_inside": at(2, 25, 17, 30)}
    with inside(west_agency):
        run(cast.wei, now=MONDAY)
        assert due() == {"agency_upward": at(2, 24, 17, 30)}


def test_the_limit_runs_from_acceptance_even_if_nobody_does_anything(east_agency, cast, run):
    with inside(east_agency):
        case = run(cast.ana, now=MONDAY, consent=False)
        sweep(now=at(2, 25, 17, 31))

        row = Deadline.objects.get()
        assert (row.due_at, row.missed_at) == (at(2, 25, 17, 30), at(2, 25, 17, 30))
        late = CaseEvent.objects.filter(case=case, action="mark_late").get()
        assert (late.data["what"], late.happened_at) == ("agency_inside", at(2, 25, 17, 30))


def test_the_reason_of_a_limit_cites_the_article(east_agency, cast, run):
    with inside(east_agency):
        run(cast.ana, now=MONDAY)
        why = DecisionRecord.objects.get(subject_id=Deadline.objects.get().pk)

    assert why.facts["limit"] == {"amount": 7, "unit": "working_days", "article": "2"}
    assert why.answer["due_at"] == "2026-02-25T17:30:00+08:00"


def test_the_time_above_is_not_spent_inside(east_agency, cast, run):
    """Filed on Thursday the 12th, back on Thursday the 26th: 5 working days above, so 5 more after the 25th: 26, 27,
    Saturday 28 (worked), 2 and 3 March."""
    with inside(east_agency):
        case = run(cast.ana, now=MONDAY)
        pass_stations(case, *ZENGJIA[:4], actor=cast.ana, now=at(2, 12))
        row = Deadline.objects.get()
        assert (row.is_stopped, row.met_at) == (True, None)

        sweep(now=at(2, 25, 18, 0))  # it stands still: nothing is missed
        assert Deadline.objects.get().missed_at is None

        pass_stations(case, ZENGJIA[4], actor=cast.ana, now=at(2, 26))
        row = Deadline.objects.get()
        assert (row.is_stopped, row.met_at, row.due_at) == (False, None, at(3, 3, 17, 30))

        pass_stations(case, ZENGJIA[5], actor=cast.ana, now=at(2, 27))
        row = Deadline.objects.get()
        assert (row.met_at, row.due_at, row.was_late) == (at(2, 27), at(3, 3, 17, 30), False)
        stops = DecisionRecord.objects.filter(subject_id=row.pk).latest("sequence").facts["stops"]
        assert stops == [
            {"start": "2026-02-12T10:00:00+08:00", "end": "2026-02-26T10:00:00+08:00", "reason": "above"}
        ]


def test_a_hearing_gives_its_time_back_and_keeps_the_time_above(east_agency, cast, run):
    """Above for 5 working days as before, and a hearing from Friday 27 February to Monday 2 March: 2 more."""
    with inside(east_agency):
        case = run(cast.ana, now=MONDAY)
        pass_stations(case, *ZENGJIA[:4], actor=cast.ana, now=at(2, 12))
        pass_stations(case, ZENGJIA[4], actor=cast.ana, now=at(2, 26))
        stop_clock(case.pk, reason="hearing", evidence="听证通知", actor=cast.ana, now=at(2, 27))
        assert Deadline.objects.get().is_stopped
        resume_clock(case.pk, reason="hearing", actor=cast.ana, now=at(3, 2))

        row = Deadline.objects.get()
        assert (row.is_stopped, row.due_at) == (False, at(3, 5, 17, 30))


def test_filing_meets_the_limit_upward(west_agency, cast, run):
    with inside(west_agency):
        case = run(cast.wei, now=MONDAY)
        pass_stations(case, *TAIHU[:4], actor=cast.wei, now=at(2, 10))
        assert Deadline.objects.get().met_at is None
        pass_stations(case, TAIHU[4], actor=cast.wei, now=at(2, 11))

        row = Deadline.objects.get()
        assert (row.met_at, row.was_late) == (at(2, 11), False)


def test_filed_after_the_limit_is_late_for_ever(west_agency, cast, run):
    with inside(west_agency):
        case = run(cast.wei, now=MONDAY)
        sweep(now=at(2, 24, 17, 31))
        pass_stations(case, *TAIHU[:5], actor=cast.wei, now=at(2, 25))

        row = Deadline.objects.get()
        assert (row.met_at, row.missed_at, row.was_late) == (at(2, 25), at(2, 24, 17, 30), True)


def test_a_missed_limit_inside_stays_missed_when_the_case_is_filed_after_it(east_agency, cast, run):
    with inside(east_agency):
        case = run(cast.ana, now=MONDAY)
        sweep(now=at(2, 25, 17, 31))
        pass_stations(case, *ZENGJIA[:5], actor=cast.ana, now=at(2, 26))
        sweep(now=at(2, 27))

        row = Deadline.objects.get()
        assert (row.missed_at, row.due_at, row.is_stopped) == (at(2, 25, 17, 30), at(2, 25, 17, 30), False)
        assert CaseEvent.objects.filter(action="mark_late").count() == 1


def test_completion_settles_what_is_still_open(east_agency, cast, run):
    with inside(east_agency):
        case = run(cast.ana, now=MONDAY)
        pass_stations(case, *ZENGJIA[:4], actor=cast.ana, now=at(2, 12))
        complete_case(case.pk, result="granted", actor=cast.ana, now=at(2, 13))
        advance_agency(case.pk, station=ZENGJIA[4], actor=cast.ana, now=at(2, 24))

        assert Deadline.objects.get().met_at == at(2, 13)


def test_a_case_of_another_route_has_no_such_limits(east_agency, cast):

    with inside(east_agency):
        case = build.case(cast.ana, now=MONDAY)
        accept_case(case.pk, actor=cast.ana, now=MONDAY + timedelta(minutes=1))

        assert not Deadline.objects.exists()
