"""Requests arrive on Wednesday, 4 March 2026, 10:00 in Shanghai; cases of both halls to ask for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from support import build, gql, joint

from county.halls import HallRef, inside
from county.registry.permissions import NOBODY, Actor
from hall.cases.actions import accept_case
from hall.cases.completion import complete_case
from hall.cases.models import Case, CaseEvent, IdempotencyKey
from hall.catalogue.models import Window
from hall.conduct.leads import reported
from hall.conduct.models import ConductLead
from hall.feedback.models import Rating
from hall.feedback.rate import rate_case
from hall.joint.models import Part
from hall.notices.models import Notice
from hall.people.models import Staff
from hall.reception.models import ContactStep, FirstContact
from hall.reception.record import record_contact

WRITTEN = (Case, CaseEvent, IdempotencyKey, Notice, FirstContact, ContactStep, ConductLead)


@pytest.fixture(autouse=True)
def _ten_o_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("county.now.now", lambda: build.NOW)


@pytest.fixture
def received(east: HallRef, cast: build.Cast) -> Case:
    """A received case of east."""
    with inside(east):
        return build.case(cast.ana, key="received")


@pytest.fixture
def received_id(received: Case) -> str:
    return gql.global_id("east", received.pk)


@pytest.fixture
def written(east: HallRef, west: HallRef) -> Callable[[], dict[str, tuple[int, ...]]]:
    """What is on record in both halls: to show that a refused request wrote nothing."""

    def count() -> dict[str, tuple[int, ...]]:
        found = {}
        for hall in (east, west):
            with inside(hall):
                versions = sum(Case.objects.values_list("version", flat=True))
                rows = [model.objects.count() for model in WRITTEN]
                found[hall.code] = (*rows, versions)
        return found

    return count


@pytest.fixture
def crew(east: HallRef, cast: build.Cast) -> joint.Crew:
    """The people of joint cases in east. Ana leads, and sits at the window of fire as well."""
    with inside(east):
        build.regulation("2026-1", build.NOW.date(), joint=joint.RULE)
        made = joint.crew(cast.ana)
        Staff.objects.get(user_id=cast.ana.id).windows.add(Window.objects.get(code="fire"))
    return made


@pytest.fixture
def parts(east: HallRef, crew: joint.Crew) -> dict[str, Part]:
    """The parts of an accepted joint case of east, copied to land and fire."""
    with inside(east):
        return joint.copied(crew.ana)


@pytest.fixture
def visitor(east: HallRef, cast: build.Cast) -> FirstContact:
    """A first contact of east, whom Ana received."""
    with inside(east):
        return record_contact(
            asked="低保怎么办", visitor_name="李小明", phone="13800138000", actor=cast.ana, now=build.NOW
        )


@pytest.fixture
def visitor_id(visitor: FirstContact) -> str:
    return gql.global_id("east", visitor.pk, "FirstContact")


@pytest.fixture
def raised() -> Callable[..., ConductLead]:
    """Raise a lead in a hall, about what a person of it did, some minutes after the hour."""

    def make(hall: HallRef, staff: Actor, *, minute: int = 0, case: Case | None = None) -> ConductLead:
        with inside(hall):
            row = reported(
                ConductLead.Code.BRUSH_OFF,
                detail_code="pushed_on",
                article="2",
                staff_id=staff.id,
                staff_name=staff.name,
                words="让我去别处",
                passed_on_by="",
                contact=None,
                request_key=None,
                now=build.NOW + timedelta(minutes=minute),
            )
            row.case = case
            row.save(force_insert=True)
        return row

    return make


@pytest.fixture
def rated() -> Callable[..., Rating]:
    """Rate a finished case of its own in a hall, some minutes after the hour."""

    def make(hall: HallRef, clerk: Actor, level: int, *, minute: int = 0, **said: Any) -> Rating:
        with inside(hall):
            case = build.case(clerk, key=f"rated-{Rating.objects.count()}")
            accept_case(case.pk, actor=clerk, now=build.NOW)
            complete_case(case.pk, result="granted", actor=clerk, now=build.NOW)
            at = build.NOW + timedelta(minutes=minute)
            return rate_case(case.number, "8000", level=level, actor=NOBODY, now=at, **said)

    return make
