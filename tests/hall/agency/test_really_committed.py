"""Agency in halls that really commit: two clicks at once, and a lead that outlives the step it was made with."""

from datetime import datetime

import pytest
from django.db import connection
from support import build
from support.agency import offer_agency, passed
from support.race import held_after, threads, wait_for_a_lock

from county.halls import inside
from county.now import TIMEZONE
from hall.agency.course import advance_agency
from hall.agency.fees import record_fee
from hall.agency.models import Fee
from hall.cases.models import Case, CaseEvent
from hall.conduct.models import ConductLead
from hall.people.models import Staff
from rules.errors import RuleError

LATER = datetime(2026, 2, 9, 11, 0, tzinfo=TIMEZONE)


def test_a_double_click_on_a_station_makes_one(own_hall, run):
    ana = build.actor("ana")
    offer_agency(own_hall, {"article": "2"})
    with inside(own_hall):
        Staff.objects.create(user_id=ana.id, name="Ana", post="clerk")
        case = run(ana)

    def click():
        return advance_agency(case.pk, station="filed_upward", actor=ana, now=LATER)

    with held_after("hall.cases.transition.step", "first") as held, threads(own_hall) as start:
        first = start("first", click)
        held.wait_until_there()
        second = start("second", click)
        wait_for_a_lock()
        held.go_on.set()
        assert first.result(10).action == "advance_agency"
        with pytest.raises(RuleError) as error:
            second.result(10)

    assert (error.value.code, error.value.values) == ("station_out_of_order", {"next": "结果返回"})
    with inside(own_hall):
        assert passed(case) == ["filed_upward"]
        assert CaseEvent.objects.filter(action="advance_agency").count() == 1


def test_the_lead_is_committed_though_the_step_is_not(own_hall, run):
    ana = build.actor("ana")
    offer_agency(own_hall, {"article": "2", "free": True, "free_article": "1"})
    with inside(own_hall):
        case = run(ana, consent=False)
        assert not connection.in_atomic_block
        with pytest.raises(RuleError):
            record_fee(case.pk, amount="50", receipt_number="1", actor=ana, now=LATER)
        assert not connection.in_atomic_block

    with inside(own_hall):
        found = list(ConductLead.objects.values_list("code", "article", "staff_name", "data"))
        assert found == [("fee_on_agency_case", "1", "Ana", {"amount": "50.00"})]
        assert (Case.objects.get().version, Fee.objects.count()) == (2, 0)
