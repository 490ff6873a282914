"""Two halls that differ on agency: East as Zengjia (7 working days inside), West as Taihu (7 days upward)."""

from collections.abc import Callable
from datetime import datetime

import pytest
from support import build
from support.agency import offer_agency, rules_of

from county.halls import HallRef
from county.now import TIMEZONE
from county.registry.permissions import Actor
from hall.agency.course import record_consent
from hall.cases.actions import accept_case
from hall.cases.models import Case

# Five days before the Spring Festival holiday of 2026 (15 to 23 February; Saturdays 14 and 28 are worked).
MONDAY = datetime(2026, 2, 9, 10, 0, tzinfo=TIMEZONE)


@pytest.fixture
def east_agency(east: HallRef) -> HallRef:
    offer_agency(east, rules_of("zengjia"))
    return east


@pytest.fixture
def west_agency(west: HallRef) -> HallRef:
    offer_agency(west, rules_of("taihu"))
    return west


@pytest.fixture
def run() -> Callable[..., Case]:
    """An accepted agency case, with the citizen's consent unless that is left out. Call inside the hall."""

    def make(actor: Actor, *, now: datetime = MONDAY, consent: bool = True) -> Case:
        case = build.case(actor, key=f"agency {now}", now=now, matter_code="M-agency")
        if consent:
            record_consent(case.pk, how="written", words="委托书一份", actor=actor, now=now)
        accept_case(case.pk, actor=actor, now=now)
        case.refresh_from_db()
        return case

    return make
