"""The days of the demo: every hall by its habits, nobody at a window that is shut that day, none without matters."""

from datetime import date, datetime

import pytest
from support import build

from county.halls import inside
from county.now import TIMEZONE
from county.registry.models import User
from hall.cases.events import is_whole
from hall.cases.models import Case
from hall.catalogue.models import Window
from hall.demo import days, load, visitors
from hall.demo.days import HABITS, Habit
from hall.feedback.models import Rating
from hall.joint.models import Part
from hall.packs.read import pack_codes, read_pack
from hall.reception.models import ContactStep, FirstContact

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 23, 18, 0, tzinfo=TIMEZONE)


def test_every_hall_that_offers_matters_has_its_habits() -> None:
    assert set(HABITS) == {code for code in pack_codes() if read_pack(code).windows}


def test_a_hall_without_matters_gets_its_people_and_no_cases(now) -> None:
    load.county(now=now)
    hall = load.hall("renyi", now=now)
    ticks = []
    load.days(hall, now=now, days=3, tick=lambda: ticks.append(1))

    with inside(hall):
        assert not Case.objects.exists()
    assert ticks == []
    assert User.objects.get(username="renyi.director").check_password("demo-county")


def test_the_county_hall_lives_through_its_days(now) -> None:
    load.county(now=now)
    hall = load.hall("zhengwu", now=now)
    load.days(hall, now=now, days=1)

    with inside(hall):
        visits = list(FirstContact.objects.order_by("came_at").values_list("outcome", flat=True))
        steps = set(ContactStep.objects.values_list("what", flat=True))
        by_day = {day: Case.objects.filter(day=day).count() for day in (date(2026, 3, 3), date(2026, 3, 4))}
    assert 7 <= by_day[date(2026, 3, 3)] <= 13
    assert visits == ["answered"] * 8 + [""] * 4  # the newest four are still open
    assert steps == {"recorded", "ended", "told_papers", "handed_over", "window_absent"}
    assert by_day[date(2026, 3, 4)] > 0
    load.days(hall, now=now, days=1)
    with inside(hall):
        assert Case.objects.count() == sum(by_day.values())


def test_a_window_of_one_day_a_month_has_cases_of_that_day_only(monkeypatch, east, cast) -> None:
    monkeypatch.setitem(days.HABITS, "east", Habit(6, 0.0))
    with inside(east):
        Window.objects.filter(code="civil-affairs").update(days_of_month="20")
        daily = Window.objects.create(number=3, code="daily", name="每天", departments=["tax"])
        build._matter(daily, "M-daily", "事项", term="instant", promised_limit=0)
    load.days(east, now=MONDAY, days=6)

    with inside(east):
        monthly = set(Case.objects.filter(window__code="civil-affairs").values_list("day", flat=True))
        every = set(Case.objects.filter(window__code="daily").values_list("day", flat=True))
    assert monthly == {date(2026, 3, 20)}
    assert every >= {date(2026, 3, 17), date(2026, 3, 18), date(2026, 3, 19), date(2026, 3, 23)}


def test_joint_cases_are_copied_and_decided_by_their_departments_before_they_are_completed(now) -> None:
    load.county(now=now)
    hall = load.hall("qingping", now=now)
    load.days(hall, now=now, days=45)

    with inside(hall):
        joint = list(Case.objects.filter(route="joint").prefetch_related("parts"))
        completed = [case for case in joint if case.completed_at]
        assert len(completed) >= 2
        for case in completed:
            parts = list(case.parts.all())
            assert len(parts) >= 2
            assert all(part.copied_at < part.decided_at <= case.completed_at for part in parts)
            assert all(part.acknowledged_by and part.responsible for part in parts)
            if case.result == "granted":
                assert {part.outcome for part in parts} == {"approved"}
            assert is_whole(case)
        assert not Part.objects.exclude(case__route="joint").exists()


def test_some_who_fetched_their_result_say_how_it_was(monkeypatch, east, cast) -> None:
    monkeypatch.setitem(days.HABITS, "east", Habit(12, 0.0))
    monkeypatch.setattr(visitors, "RATED", 1.0)
    load.days(east, now=MONDAY, days=20)

    with inside(east):
        rated = list(Rating.objects.values_list("level", flat=True))
        assert Case.objects.filter(rating__isnull=False).exclude(status="collected").count() == 0
    assert len(rated) > 30
    assert min(rated) < 3 < 4 < max(rated)
