"""Parts decided in any order, each by its own department; one that is late is named; then the lead completes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from support import build, joint

from county.registry.permissions import Actor
from hall.cases.agreement import disagreements
from hall.cases.clock_stops import resume_clock, stop_clock
from hall.cases.completion import complete_case
from hall.cases.deadlines import late_before
from hall.cases.events import is_whole
from hall.cases.models import Case, CaseEvent, Deadline
from hall.cases.sweep import sweep
from hall.conduct.models import ConductLead
from hall.decisions.replay import replay
from hall.joint.models import Part
from hall.joint.parts import decide_part
from rules.errors import RuleError

pytestmark = pytest.mark.django_db
LATER = build.NOW + timedelta(hours=1)
DUE = build.NOW.replace(day=18, hour=17, minute=30)


def decide(part, actor, now=LATER, outcome="approved"):
    return decide_part(part.pk, outcome=outcome, opinion="符合规划", actor=actor, now=now)


@pytest.mark.parametrize("order", [("land", "fire"), ("fire", "land")])
def test_parts_are_decided_in_any_order_and_then_the_lead_completes(crew, order):
    parts = joint.copied(crew.ana)
    who = {"land": crew.lin, "fire": crew.fang}

    for department in order:
        event = decide(parts[department], who[department])
        assert (event.action, event.data["department"], event.data["outcome"]) == (
            "decide_part",
            department,
            "approved",
        )
    complete_case(parts["land"].case_id, result="granted", actor=crew.ana, now=LATER)

    case = Case.objects.get()
    assert (case.status, case.result) == ("completed", "granted")
    assert set(Part.objects.values_list("outcome", "decided_at", "acknowledged_at", "opinion")) == {
        ("approved", LATER, LATER, "符合规划")
    }
    assert set(Deadline.objects.values_list("met_at", flat=True)) == {LATER}
    assert is_whole(case)
    assert list(disagreements()) == []
    assert [each.difference for each in replay() if each.difference] == []


def test_a_part_decided_by_the_wrong_department_is_refused(crew, refused):
    land = joint.copied(crew.ana)["land"]
    program = Actor(client="integrator", permissions=crew.lin.permissions)

    for other in (crew.fang, crew.ana, crew.gao, program):
        assert refused(decide, land, other) == ("part_of_another_department", "partId")


def test_what_else_is_wrong_with_a_decision_is_refused(crew, refused):
    land = joint.copied(crew.ana)["land"]
    asked = {"actor": crew.lin, "now": LATER}

    assert refused(decide, land, crew.lin, outcome="maybe") == ("outcome_unknown", "outcome")
    assert refused(decide_part, land.pk, outcome="approved", opinion=" ", **asked) == (
        "reason_missing",
        "opinion",
    )
    assert refused(decide_part, land.pk, outcome="approved", opinion="字" * 501, **asked) == (
        "text_too_long",
        "opinion",
    )
    assert refused(decide_part, uuid4(), outcome="approved", opinion="可", **asked) == (
        "part_not_found",
        "partId",
    )
    decide(land, crew.lin)
    assert refused(decide, land, crew.lin, outcome="refused") == ("part_is_decided", "partId")


def test_the_lead_completes_only_what_all_have_decided(crew, refused):
    case = joint.accepted(crew.ana)
    finish = {"actor": crew.ana, "now": LATER}
    assert refused(complete_case, case.pk, result="granted", **finish) == ("not_copied", "id")
    parts = joint.copied(crew.ana, key="joint-2")
    case_id = parts["land"].case_id
    decide(parts["fire"], crew.fang)

    with pytest.raises(RuleError, match=r"^These departments have not decided their part: land\.$"):
        complete_case(case_id, result="granted", **finish)
    for result in ("granted", "refused", "other"):
        assert refused(complete_case, case_id, result=result, **finish) == ("parts_undecided", "id")
    decide(parts["land"], crew.lin)
    assert refused(complete_case, case_id, result="granted", actor=crew.lin, now=LATER) == (
        "not_the_lead_window",
        "id",
    )


def test_one_department_that_does_not_approve_means_it_is_not_granted(crew, refused):
    parts = joint.copied(crew.ana)
    decide(parts["land"], crew.lin, outcome="refused")
    decide(parts["fire"], crew.fang)
    case_id = parts["land"].case_id

    assert refused(complete_case, case_id, result="granted", actor=crew.ana, now=LATER) == (
        "part_was_refused",
        "result",
    )
    complete_case(case_id, result="refused", actor=crew.ana, now=LATER)
    assert Case.objects.get().result == "refused"


def test_a_late_part_says_by_how_many_working_minutes_and_an_early_one_too(crew):
    parts = joint.copied(crew.ana)

    # Due on Monday the 9th at 17:30; an hour into Tuesday is 60 working minutes.
    late = decide(parts["land"], crew.lin, now=build.NOW.replace(day=10, hour=9))
    early = decide(parts["fire"], crew.fang, now=build.NOW.replace(day=11, hour=16, minute=30))

    assert (late.data["minutes_late"], early.data["minutes_late"]) == (60, -60)
    assert [row.was_late for row in Deadline.objects.order_by("due_at")] == [True, False]


def test_the_one_late_part_is_named_as_the_cause_when_the_case_is_overdue(crew):
    parts = joint.copied(crew.ana)
    decide(parts["fire"], crew.fang)
    case = Case.objects.get()

    causes = [{"what": "part", "about": "land", "due_at": "2026-03-09T17:30:00+08:00"}]
    assert late_before(case, DUE) == causes
    sweep(now=DUE + timedelta(hours=1))
    overdue = CaseEvent.objects.get(action="mark_overdue")
    late = CaseEvent.objects.get(action="mark_late")
    assert (late.data["what"], late.data["about"]) == ("part", "land")
    assert overdue.happened_at == DUE
    assert overdue.data["causes"] == causes
    # Who is in charge of the part answers for it, and not the lead's handler.
    leads = ConductLead.objects.values_list("code", "staff_name", "data", "raised_at")
    responsible = Part.objects.get(department="land").responsible
    assert list(leads) == [("late_part", responsible, {"department": "land"}, DUE)]

    decide(parts["land"], crew.lin, now=DUE + timedelta(days=1))
    assert late_before(case, DUE) == causes  # deciding later does not undo it


def test_a_part_is_marked_late_once_whatever_stops_the_clock_afterwards(crew):
    joint.copied(crew.ana)
    case_id = Case.objects.get().pk
    tuesday = build.NOW.replace(day=10, hour=9)
    sweep(now=tuesday)
    stop_clock(case_id, reason="hearing", evidence="听证通知", actor=crew.ana, now=tuesday)
    resume_clock(case_id, reason="hearing", actor=crew.ana, now=tuesday + timedelta(hours=4))

    sweep(now=tuesday + timedelta(hours=5))

    about = [event.data["about"] for event in CaseEvent.objects.filter(action="mark_late")]
    assert about == ["land"]
    assert Deadline.objects.get(about="land").missed_at == build.NOW.replace(day=9, hour=17, minute=30)


def test_a_part_late_but_decided_before_the_case_was_due_is_no_cause(crew):
    parts = joint.copied(crew.ana)
    decide(parts["land"], crew.lin, now=build.NOW.replace(day=10, hour=9))
    decide(parts["fire"], crew.fang)

    assert late_before(Case.objects.get(), DUE) == []


def test_a_part_stands_still_while_the_clock_of_its_case_does(crew):
    parts = joint.copied(crew.ana)
    case_id = parts["land"].case_id
    decide(parts["fire"], crew.fang)

    stop_clock(case_id, reason="site_survey", evidence="踏勘记录 1", actor=crew.ana, now=LATER)
    assert Deadline.objects.get(about="land").is_stopped
    resumed = LATER + timedelta(days=2)
    resume_clock(case_id, reason="site_survey", actor=crew.ana, now=resumed)

    # Two working days taken, two given back: Monday the 9th becomes Wednesday the 11th.
    land, fire = Deadline.objects.get(about="land"), Deadline.objects.get(about="fire")
    assert (land.due_at.date().isoformat(), land.is_stopped) == ("2026-03-11", False)
    assert fire.due_at == build.NOW.replace(day=11, hour=17, minute=30)  # decided: nothing moves
    assert [each.difference for each in replay() if each.difference] == []
