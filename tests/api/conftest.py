"""Requests arrive on Wednesday, 4 March 2026, 10:00 in Shanghai; cases of both halls to ask for."""

from collections.abc import Callable

import pytest
from support import build, gql, joint

from county.halls import HallRef, inside
from hall.cases.models import Case, CaseEvent, IdempotencyKey
from hall.catalogue.models import Window
from hall.conduct.models import ConductLead
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
