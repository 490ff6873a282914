"""What still stands on a case ends with it; what only ended with it goes on when the return is lifted."""

from datetime import timedelta

import pytest
from support import build

from hall.cases.actions import return_case, withdraw_case
from hall.cases.clock_stops import stop_clock
from hall.cases.completion import complete_case
from hall.cases.models import Case, CaseEvent, ClockStop, Deadline
from hall.cases.reviews import decide_review, request_review
from hall.cases.sweep import Swept, sweep
from hall.cases.urges import urge_case
from hall.conduct.models import ConductLead
from rules.clock import Limit, LimitUnit

pytestmark = pytest.mark.django_db
FRIDAY = build.NOW.replace(day=6, hour=8, minute=0)


@pytest.mark.parametrize("verb", [return_case, withdraw_case])
def test_a_stop_ends_with_the_case(taken, ana, verb):
    case = taken()
    stop_clock(case.pk, reason="hearing", evidence="听证通知", actor=ana, now=build.NOW)

    verb(case.pk, reason="不再办理", actor=ana, now=FRIDAY)

    assert ClockStop.objects.values_list("ended_at", "ended_by").get() == (FRIDAY, "Ana")
    assert Case.objects.get().is_stopped is False


def test_a_stop_after_the_due_date_takes_nothing_and_ends_with_completion(taken, ana):
    case = taken()
    late = case.due_at + timedelta(days=1)
    stop_clock(case.pk, reason="hearing", evidence="听证通知", actor=ana, now=late)
    assert Case.objects.get().is_stopped is False

    complete_case(case.pk, result="granted", actor=ana, now=late + timedelta(hours=1))

    assert ClockStop.objects.get().ended_at == late + timedelta(hours=1)


def test_a_deadline_that_the_sweep_closed_with_the_case_is_due_again_when_the_return_is_lifted(
    taken, ana, cast
):
    case = taken()
    urge_case(case.pk, words="请抓紧", within=Limit(1, LimitUnit.WORKING_DAYS), actor=cast.bo, now=build.NOW)
    return_case(case.pk, reason="不属本厅", actor=ana, now=build.NOW + timedelta(hours=1))
    assert sweep(now=FRIDAY) == Swept()
    assert Deadline.objects.get().met_at == build.NOW + timedelta(hours=1)

    request_review(case.pk, words="有异议", actor=ana, now=FRIDAY)
    decide_review(case.pk, is_lifted=True, finding="退件不成立", actor=cast.bo, now=FRIDAY)

    assert Deadline.objects.get().met_at is None
    assert sweep(now=FRIDAY) == Swept(marked=1)
    assert CaseEvent.objects.get(action="mark_late").data["what"] == "urge"


def test_an_overdue_case_is_a_lead_about_its_handler_once(taken, ana):
    case = taken()
    late = case.due_at + timedelta(minutes=5)

    assert sweep(now=late) == Swept(marked=1)
    assert sweep(now=late + timedelta(days=1)) == Swept()

    found = ConductLead.objects.get()
    assert (found.code, found.case_id, found.staff_id, found.staff_name) == (
        "overdue",
        case.pk,
        ana.id,
        "Ana",
    )
    assert (found.raised_at, found.source, found.closed_at) == (case.due_at, "system", None)
