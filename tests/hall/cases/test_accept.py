"""Accepting starts the clock: the due date is the law's, with its trace, and what it rests on is pinned."""

from datetime import date, datetime, time

import pytest
from support import build

from county.halls import inside
from county.now import TIMEZONE
from county.standards.calendars import calendar_version, current_calendar
from hall.cases.actions import accept_case, return_case
from hall.cases.intake import intake
from hall.cases.models import Case, CaseEvent
from hall.catalogue.models import Matter
from hall.regulations.current import regulation
from hall.regulations.models import RegulationVersion
from rules.clock import Limit, LimitUnit, due_at

pytestmark = pytest.mark.django_db


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=TIMEZONE)


def accepted(actor: object, now: datetime, **fields: object) -> Case:
    case = build.case(actor, now=now, **fields)
    accept_case(case.pk, actor=actor, now=now)
    return Case.objects.get(pk=case.pk)


def test_ten_working_days_from_a_wednesday_end_at_closing_time_two_weeks_later(in_east, ana):
    case = accepted(ana, build.NOW)

    assert case.due_at == at(date(2026, 3, 18), 17, 30)
    assert (case.status, case.accepted_at, case.next_check_at) == ("accepted", build.NOW, case.due_at)
    assert (case.due_is_provisional, case.handler_id, case.handler_name) == (False, ana.id, "Ana")


def test_the_due_date_is_that_of_the_law_with_what_is_pinned_on_the_case(in_east, ana):
    case = accepted(ana, build.NOW)
    pinned = regulation(case.regulation_id)

    again = due_at(
        case.accepted_at,
        Limit(case.promised_limit, LimitUnit(case.promised_unit)),
        calendar=calendar_version(case.calendar_version),
        hours=pinned.rulebook.hours,
    )

    assert (again.due_at, again.is_provisional) == (case.due_at, case.due_is_provisional)
    assert [line.as_data() for line in again.trace] == case.due_trace
    assert len(case.due_trace) >= 2


def test_the_event_says_what_the_promise_rests_on(in_east, ana):
    case = accepted(ana, build.NOW)

    event = CaseEvent.objects.get(action="accept")
    assert datetime.fromisoformat(event.data["due_at"]) == case.due_at
    assert event.data == {"due_at": event.data["due_at"], "regulation": "2012-1", "calendar": 1}


def test_a_saturday_that_is_worked_counts(in_east, ana):
    """2026-02-14 is a make-up Saturday before the Spring Festival, whose days off are 15 to 23 February."""
    calendar = current_calendar()
    assert calendar.is_working_day(date(2026, 2, 14))
    assert not calendar.is_working_day(date(2026, 2, 16))
    Matter.objects.filter(code="M-10").update(promised_limit=1)

    case = accepted(ana, at(date(2026, 2, 13), 10))

    assert case.due_at == at(date(2026, 2, 14), 17, 30)


def test_a_holiday_does_not_count(in_east, ana):
    Matter.objects.filter(code="M-10").update(promised_limit=1)

    case = accepted(ana, at(date(2026, 2, 14), 10))

    assert case.due_at == at(date(2026, 2, 24), 17, 30)


def test_an_instant_case_is_due_at_closing_time_of_the_same_day(in_east, ana):
    case = accepted(ana, build.NOW, matter_code="M-0")

    assert case.due_at == at(date(2026, 3, 4), 17, 30)


def test_summer_closes_later(in_east, ana):
    case = accepted(ana, at(date(2026, 7, 1), 10), matter_code="M-0")

    assert case.due_at == at(date(2026, 7, 1), 18)


def test_accepted_after_closing_the_clock_starts_the_next_working_day(in_east, ana):
    case = accepted(ana, at(date(2026, 3, 6), 20), matter_code="M-0")  # a Friday evening

    assert case.due_at == at(date(2026, 3, 9), 17, 30)


def test_a_due_date_beyond_the_published_calendar_says_so(in_east, ana):
    last_on = current_calendar().last_on

    case = accepted(ana, at(last_on, 10))

    assert case.due_is_provisional is True
    assert case.due_at.date() > last_on


def test_a_regulation_that_comes_later_does_not_touch_the_promise(in_east, ana):
    case = accepted(ana, build.NOW)
    old = RegulationVersion.objects.get()
    tables = {**old.tables, "number": "2027-1", "effective_on": "2026-03-05"}
    tables["hours"] = {"article": "1", "seasons": [{**build.WINTER, "from": "01-01", "to": "12-31"}]}
    tables["hours"]["seasons"][0]["spans"] = [["09:00", "12:00"]]
    RegulationVersion.objects.create(
        number="2027-1",
        title="新办法",
        effective_on=date(2026, 3, 5),
        status="published",
        tables=tables,
        published_at=build.NOW,
    )

    later = accepted(ana, at(date(2026, 3, 5), 10), key="later")

    assert Case.objects.get(pk=case.pk).regulation_id == old.pk
    assert regulation(later.regulation_id).number == "2027-1"
    assert (case.due_at.astimezone(TIMEZONE).time(), later.due_at.astimezone(TIMEZONE).time()) == (
        time(17, 30),
        time(12),
    )


def test_a_promise_changed_in_the_catalogue_does_not_touch_a_case_taken_in_before(in_east, ana):
    case = intake(build.application(), key="before", actor=ana, now=build.NOW)
    Matter.objects.filter(code="M-10").update(promised_limit=3)

    accept_case(case.pk, actor=ana, now=build.NOW)

    assert Case.objects.get().due_at == at(date(2026, 3, 18), 17, 30)


@pytest.mark.parametrize(
    ("matter", "east_kind", "west_kind"), [("M-0", "instant", "instant"), ("M-10", "", "commitment")]
)
def test_each_hall_names_kinds_by_its_own_scheme(east, west, cast, matter, east_kind, west_kind):
    kinds = []
    for hall, clerk in ((east, cast.ana), (west, cast.wei)):
        with inside(hall):
            kinds.append(accepted(clerk, build.NOW, matter_code=matter).kind)

    assert kinds == [east_kind, west_kind]


def test_a_returned_case_takes_the_kind_its_hall_gives_to_returned_ones(in_east, ana):
    tables = RegulationVersion.objects.get().tables
    returned = {
        "code": "returned",
        "name": "退回件",
        "english": "returned",
        "article": "2",
        "when": {"was_returned": True},
    }
    RegulationVersion.objects.create(
        number="2026-1",
        title="x",
        effective_on=date(2026, 3, 1),
        status="published",
        tables={
            **tables,
            "number": "2026-1",
            "effective_on": "2026-03-01",
            "kinds": [returned, build.INSTANT],
        },
        published_at=build.NOW,
    )
    case = build.case(ana)
    assert case.kind == ""

    return_case(case.pk, reason="x", actor=ana, now=build.NOW)

    assert Case.objects.get().kind == "returned"


def test_the_kind_is_named_by_the_rules_that_are_pinned_at_acceptance(in_east, ana):
    case = build.case(ana)
    assert Case.objects.get().kind == ""  # East names one kind: instant
    before = RegulationVersion.objects.get()
    RegulationVersion.objects.create(
        number="2026-2",
        title=before.title,
        effective_on=date(2026, 3, 5),
        status=RegulationVersion.Status.PUBLISHED,
        tables={
            **before.tables,
            "number": "2026-2",
            "effective_on": "2026-03-05",
            "kinds": [build.INSTANT, build.COMMITMENT],
        },
        published_at=build.NOW,
        published_by="tests",
    )

    accept_case(case.pk, actor=ana, now=at(date(2026, 3, 5), 9))

    stored = Case.objects.get()
    assert (stored.kind, regulation(stored.regulation_id).number) == ("commitment", "2026-2")
