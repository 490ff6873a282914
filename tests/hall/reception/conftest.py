"""A visitor on record in East, and colleagues to hand over to. Ana serves no window, Bo serves civil affairs."""

import pytest
from support import build

from county.halls import HallRef
from county.registry.permissions import Actor
from hall.catalogue.models import Window
from hall.people.models import Staff
from hall.reception.models import FirstContact
from hall.reception.record import record_contact


@pytest.fixture
def bo(cast: build.Cast) -> Actor:
    return cast.bo


@pytest.fixture
def contact(in_east: HallRef, ana: Actor) -> FirstContact:
    return record_contact(
        asked="低保怎么办", visitor_name="李小明", phone="13800138000", actor=ana, now=build.NOW
    )


@pytest.fixture
def at_the_window(in_east: HallRef, bo: Actor) -> Staff:
    """Bo, who serves civil affairs."""
    staff = Staff.objects.get(user_id=bo.id)
    staff.windows.add(Window.objects.get(code="civil-affairs"))
    return staff
