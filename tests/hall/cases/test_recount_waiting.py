"""What beat does every minute for halls that are behind, and what a task does that has run for long."""

from datetime import date, timedelta

import pytest
from support import build
from support.calendars import published
from support.figures import bare_hall

from county import now as moment
from county.halls import inside
from county.registry.models import Hall
from county.standards.models import Recount
from hall.cases import tasks
from hall.cases.actions import accept_case
from hall.cases.models import Case
from hall.office.close import announce_closure

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch) -> list[str]:
    """Halls whose recount was sent for, at ten on a Wednesday."""
    schemas: list[str] = []
    monkeypatch.setattr(moment, "now", lambda: build.NOW)
    monkeypatch.setattr(tasks.recount_hall, "in_hall", schemas.append)
    return schemas


@pytest.fixture
def _both_through(sent, east, west) -> None:
    for hall in (east, west):
        tasks.recount_hall(hall.schema_name)
    assert Recount.objects.filter(finished_at=build.NOW).count() == 2


@pytest.mark.usefixtures("_both_through")
def test_nothing_is_sent_while_no_hall_is_behind(sent):
    assert tasks.recount_waiting() == 0
    assert sent == []


@pytest.mark.usefixtures("_both_through")
def test_after_a_publication_every_hall_is_behind_until_it_is_through(sent, east):
    published()
    assert tasks.recount_waiting() == 2
    tasks.recount_hall("east")
    sent.clear()

    assert tasks.recount_waiting() == 1
    assert sent == ["west"]


@pytest.mark.usefixtures("_both_through")
def test_a_case_that_slipped_through_is_found_by_its_own_version(sent, east, ana):
    with inside(east):
        case = build.case(ana)
        accept_case(case.pk, actor=ana, now=build.NOW)
        Case.objects.update(calendar_version=0)

    assert tasks.recount_waiting() == 1
    assert sent == ["east"]
    tasks.recount_hall("east")
    assert tasks.recount_waiting() == 0


@pytest.mark.usefixtures("_both_through")
def test_a_hall_that_rests_is_left_alone_until_its_time(sent, east, ana, monkeypatch):
    with inside(east):
        case = build.case(ana)
        accept_case(case.pk, actor=ana, now=build.NOW)
        Case.objects.update(calendar_version=0)
    Recount.objects.filter(hall_id=east.id).update(
        finished_at=None, next_try_at=build.NOW + timedelta(hours=1), left=1
    )
    assert tasks.recount_waiting() == 0

    monkeypatch.setattr(moment, "now", lambda: build.NOW + timedelta(hours=1))

    assert tasks.recount_waiting() == 1
    assert sent == ["east"]


@pytest.mark.usefixtures("_both_through")
def test_a_case_that_cannot_be_counted_holds_up_no_other_that_falls_behind_later(sent, east, ana):
    """The message of the closure was lost."""
    with inside(east):
        for key in ("bad", "good"):
            accept_case(build.case(ana, key=key).pk, actor=ana, now=build.NOW)
        Case.objects.filter(day_number=1).update(calendar_version=0)
    Recount.objects.filter(hall_id=east.id).update(next_try_at=build.NOW + timedelta(hours=1), left=1)
    assert tasks.recount_waiting() == 0
    with inside(east):
        announce_closure(date(2026, 3, 9), date(2026, 3, 9), "检修", actor=ana, now=build.NOW)
    sent.clear()

    assert tasks.recount_waiting() == 1
    assert sent == ["east"]


@pytest.mark.usefixtures("_both_through")
def test_a_rest_from_the_calendar_before_is_over_when_another_is_published(sent, east, west):
    Recount.objects.update(next_try_at=build.NOW + timedelta(hours=1), left=5)

    published()

    assert tasks.recount_waiting() == 2


@pytest.mark.usefixtures("_both_through")
def test_a_hall_that_is_not_active_is_not_counted_and_a_broken_one_stops_no_other(sent, east, caplog):
    published()
    Hall.objects.filter(code="west").update(status=Hall.Status.MAINTENANCE)
    bare_hall("aaa")  # no schema
    for hall in Hall.objects.filter(code="aaa"):
        Recount.objects.create(hall=hall, calendar_version=2, started_at=build.NOW, finished_at=build.NOW)

    assert tasks.recount_waiting() == 1
    assert sent == ["east"]
    assert "looking for a recount in aaa failed" in caplog.text


def test_a_task_that_has_run_for_long_sends_itself_again(sent, east, monkeypatch):
    answers = [True, False]
    monkeypatch.setattr(tasks, "recount", lambda hall, clock: answers.pop(0))

    tasks.recount_hall("east")
    assert sent == ["east"]
    tasks.recount_hall("east")
    assert sent == ["east"]
