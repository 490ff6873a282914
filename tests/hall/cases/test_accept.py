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
from hall.decisions.selectors import decisions_of, standing
from hall.office.models import ClosureNotice
from hall.regulations.current import regulation
from hall.regulations.models import RegulationVersion
from rules.decisions import Basis, Question, decide

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
    assert (case.status, case.accepted_at) == ("accepted", build.NOW)
    # Looked at when the last two working days begin: Monday the 16th, at closing time.
    assert case.next_check_at == case.due_soon_at == at(date(2026, 3, 16), 17, 30)
    assert (case.due_is_provisional, case.handler_id, case.handler_name) == (False, ana.id, "Ana")


def test_the_decision_on_record_says_why_and_the_law_still_says_the_same(in_east, ana):
    case = accepted(ana, build.NOW)

    kept = standing(decisions_of(case.pk))[Question.DUE_DATE]

    assert (kept.sequence, kept.regulation_id, kept.calendar_version) == (2, case.regulation_id, 1)
    assert kept.facts == {
        "accepted_at": "2026-03-04T10:00:00+08:00",
        "limit": {"amount": 10, "unit": "working_days", "article": None},
    }
    assert kept.answer == {
        "due_at": "2026-03-18T17:30:00+08:00",
        "is_provisional": False,
        "is_stopped": False,
    }
    book = regulation(case.regulation_id).rulebook
    again = decide(Question.DUE_DATE, kept.facts, Basis(book, calendar_version(1)))
    assert (again.answer, again.trace_data()) == (kept.answer, kept.trace)
    assert [line["rule"] for line in kept.trace][:2] == ["accepted_in_hours", "day_of_acceptance"]


def test_a_day_the_hall_is_closed_is_not_counted_and_is_named(in_east, ana):
    ClosureNotice.objects.create(
        number=1,
        first_on=date(2026, 3, 9),
        last_on=date(2026, 3, 10),
        name="设备检修",
        announced_at=build.NOW,
        announced_by="Bo",
    )

    case = accepted(ana, build.NOW)

    assert (case.due_at, case.closures_version) == (at(date(2026, 3, 20), 17, 30), 1)
    kept = standing(decisions_of(case.pk))[Question.DUE_DATE]
    assert kept.facts["closures"] == {"2026-03-09": "设备检修", "2026-03-10": "设备检修"}
    assert {"first": "2026-03-09", "last": "2026-03-10", "name": "设备检修", "days": 2} in [
        line["values"] for line in kept.trace
    ]


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
    mornings = {"from": "01-01", "to": "12-31", "spans": [["09:00", "12:00"]]}
    build.regulation("2027-1", date(2026, 3, 5), hours={"article": "1", "seasons": [mornings]})

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
    returned = {
        "code": "returned",
        "name": "退回件",
        "english": "returned",
        "article": "2",
        "when": {"was_returned": True},
    }
    build.regulation("2026-1", date(2026, 3, 1), kinds=[returned, build.INSTANT])
    case = build.case(ana)
    assert case.kind == ""

    return_case(case.pk, reason="x", actor=ana, now=build.NOW)

    assert Case.objects.get().kind == "returned"


def test_the_kind_is_named_by_the_rules_that_are_pinned_at_acceptance(in_east, ana):
    case = build.case(ana)
    assert Case.objects.get().kind == ""  # East names one kind: instant
    build.regulation("2026-2", date(2026, 3, 5), kinds=[build.INSTANT, build.COMMITMENT])

    accept_case(case.pk, actor=ana, now=at(date(2026, 3, 5), 9))

    stored = Case.objects.get()
    assert (stored.kind, regulation(stored.regulation_id).number) == ("commitment", "2026-2")
