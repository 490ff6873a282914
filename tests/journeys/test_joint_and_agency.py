"""Cases that one window does not settle alone, joint ones and those run by agency, in two halls whose rules differ."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from support import agency, build, joint
from support.stories import board, press, story, take_in, turned_down

from county.halls import HallRef, inside
from county.registry.permissions import Role
from hall.agency.models import AgencyRecord, Fee
from hall.cases.models import CaseEvent, Deadline
from hall.cases.sweep import sweep
from hall.catalogue.models import Window
from hall.conduct.models import ConductLead
from hall.joint.models import JointReview, Part, SiteSurvey
from hall.notices.models import Notice
from hall.people.models import Staff

pytestmark = pytest.mark.django_db
Later = Callable[..., datetime]
# East asks for three windows or departments and lets the lead window lead; in West two departments are enough, and
# no window leads.
TWO_DEPARTMENTS = {"article": "2", "minimum": 2, "counts": ["department"]}
# East has Zengjia's stations and seven working days inside; West names no stations, and three working days.
THREE_DAYS = {"article": "2", "inside_days": 3, "inside_unit": "working_days"}
IN_CHARGE = {"land": "陆负责", "fire": "方负责"}
NEUTRAL = ("filed_upward", "result_back", "handed_back")


@pytest.fixture
def joint_matter(east: HallRef, west: HallRef, cast: build.Cast) -> None:
    """Both halls take in M-joint, ten working days; Lin and Lan sit at land, Fang and Fei at fire."""
    for hall, lead, rule, people in (
        (east, cast.ana, joint.RULE, {"land": "Lin", "fire": "Fang"}),
        (west, cast.wei, TWO_DEPARTMENTS, {"land": "Lan", "fire": "Fei"}),
    ):
        with inside(hall):
            build.regulation("2026-1", date(2026, 3, 1), joint=rule)
            joint.premises(lead)
        for window, name in people.items():
            user = build.person(name.lower(), name, hall.code, Role.CLERK)
            with inside(hall):
                Staff.objects.get(user_id=user.pk).windows.set([Window.objects.get(code=window)])


@pytest.fixture
def agency_matter(east: HallRef, west: HallRef) -> None:
    """Both halls run M-agency by agency, twenty working days."""
    agency.offer_agency(east, agency.rules_of("zengjia"))
    agency.offer_agency(west, THREE_DAYS)


def received(matter: str, east: HallRef, west: HallRef, cast: build.Cast) -> None:
    """Both halls take in one case of the matter."""
    take_in(cast.ana, east, matter_code=matter)
    take_in(cast.wei, west, matter_code=matter)


def copies(**days: int) -> dict[str, object]:
    """What is typed to copy a case to these departments, each with so many working days."""
    typed: dict[str, object] = {}
    for n, (department, limit) in enumerate(days.items()):
        row = {"department": department, "responsible": IN_CHARGE[department], "limit": limit}
        typed |= {f"part{n}-{name}": value for name, value in {**row, "unit": "working_days"}.items()}
    return typed


def decision(hall: HallRef, department: str, outcome: str = "approved") -> dict[str, object]:
    """What is typed to decide the part of the department."""
    with inside(hall):
        part = Part.objects.get(department=department).pk
    return {"part": part, f"{part}-outcome": outcome, f"{part}-opinion": "经审查符合规划"}


def meeting(prefix: str, held_at: str, **more: str) -> dict[str, object]:
    held = {"held_at": held_at, "attendees": "林一\n方二", "opinion": "现场符合要求", **more}
    return {f"{prefix}-{name}": value for name, value in held.items()}


def leads(hall: HallRef) -> list[tuple[object, ...]]:
    with inside(hall):
        return list(ConductLead.objects.order_by("raised_at").values_list("code", "staff_name", "data"))


def marks(hall: HallRef) -> list[tuple[object, ...]]:
    """What was marked late or overdue: what, of whom, since when."""
    with inside(hall):
        events = CaseEvent.objects.filter(action__in=["mark_late", "mark_overdue"]).order_by("sequence")
        return [(each.data.get("what"), each.data.get("about"), each.happened_at) for each in events]


def test_two_departments_are_joint_in_one_hall_and_in_the_other_the_late_one_is_named(
    later: Later, joint_matter, east, west, cast
):
    received("M-joint", east, west, cast)
    for who, hall in (("ana", east), ("wei", west)):
        press(who, hall, "accept")
    # The lead's own department and land are two.
    press("lan", west, "joint/copy", **copies(land=3))
    page = turned_down("ana", east, "joint/copy", **copies(land=3))
    assert "A joint case has at least 3 taking part, the lead&#x27;s own among them; here are 2." in page
    assert "Only the window that leads" in turned_down("lin", east, "joint/copy", **copies(land=3, fire=5))
    press("ana", east, "joint/copy", **copies(land=3, fire=5))

    later(days=1)  # Thursday the 5th
    press("lin", east, "joint/acknowledge", part=decision(east, "land")["part"])
    press("lan", west, "joint/acknowledge", part=decision(west, "land")["part"])
    press("ana", east, "joint/survey", **meeting("survey", "2026-03-05T09:30", place="东街2号"))
    press("wei", west, "joint/review", **meeting("review", "2026-03-05T09:00"))
    press("fang", east, "joint/decide", **decision(east, "fire"))  # the second that was asked is the first
    press("lan", west, "joint/decide", **decision(west, "land"))
    page = turned_down("ana", east, "complete", result="granted")
    assert "These departments have not decided their part: land." in page
    press("lan", west, "complete", result="granted")

    now = later(days=15)  # Thursday the 19th: land was due on the 9th, the case on the 18th
    for hall in (east, west):
        with inside(hall):
            sweep(now=now)
    assert board(now, east, west) == {
        "east": {"received": 1, "openOverdue": 1},
        "west": {"received": 1, "completed": 1},
    }
    due, part_due = (build.NOW.replace(day=day, hour=17, minute=30) for day in (18, 9))
    assert sorted(marks(east), key=lambda mark: mark[2]) == [("part", "land", part_due), (None, None, due)]
    with inside(east):
        overdue = CaseEvent.objects.get(action="mark_overdue")
    assert overdue.data["causes"] == [
        {"what": "part", "about": "land", "due_at": "2026-03-09T17:30:00+08:00"}
    ]
    # Who is in charge of the part answers for it, and not the lead's handler.
    assert leads(east) == [("late_part", "陆负责", {"department": "land"})]
    press("lin", east, "joint/decide", **decision(east, "land"))
    assert "Only the window that leads" in turned_down("lin", east, "complete", result="granted")
    press("ana", east, "complete", result="granted")

    case, steps = story(east)
    assert (case.status, case.result) == ("completed", "granted")
    assert steps == [
        *("intake", "accept", "copy", "acknowledge_copy", "survey", "decide_part"),
        *("mark_overdue", "mark_late", "decide_part", "complete"),
    ]
    case, steps = story(west)
    assert (case.status, marks(west), leads(west)) == ("completed", [], [])
    assert steps == [
        *("intake", "accept", "copy", "acknowledge_copy", "review_jointly", "decide_part", "complete"),
    ]
    with inside(east):
        assert (SiteSurvey.objects.get().attendees, JointReview.objects.count()) == (["林一", "方二"], 0)
        assert list(Part.objects.order_by("decided_at").values_list("department", "decided_by")) == [
            ("fire", "Fang"),
            ("land", "Lin"),
        ]
    with inside(west):
        assert (SiteSurvey.objects.count(), JointReview.objects.get().opinion) == (0, "现场符合要求")
    assert board(now, east, west) == {
        "east": {"received": 1, "completed": 1, "late": 1},
        "west": {"received": 1, "completed": 1},
    }


def test_one_department_that_does_not_approve_settles_the_case_in_both_halls(
    later: Later, joint_matter, east, west, cast
):
    received("M-joint", east, west, cast)
    for who, hall, land, fire in (("ana", east, "lin", "fang"), ("wei", west, "lan", "fei")):
        press(who, hall, "accept")
        press(who, hall, "joint/copy", **copies(land=3, fire=5))
        page = turned_down(fire, hall, "joint/decide", **decision(hall, "land"))
        assert "This part is decided by its own department: land." in page
        press(land, hall, "joint/decide", **decision(hall, "land", "refused"))
        press(fire, hall, "joint/decide", **decision(hall, "fire"))
        page = turned_down(who, hall, "complete", result="granted")
        assert "The case is not granted: land did not approve." in page
        press(who, hall, "complete", result="refused")

        case, steps = story(hall)
        assert (case.status, case.result, steps[-1]) == ("completed", "refused", "complete")
        assert leads(hall) == []
    one = {"received": 1, "completed": 1}
    assert board(later(days=1), east, west) == {"east": one, "west": one}


def test_an_agency_case_is_filed_in_time_in_one_hall_and_lies_too_long_in_the_other(
    later: Later, agency_matter, east, west, cast
):
    received("M-agency", east, west, cast)
    for who, hall in (("ana", east), ("wei", west)):
        press(who, hall, "accept")
        page = turned_down(who, hall, "agency/station", station="filed_upward")
        assert "First record that the citizen agrees to agency." in page
        press(who, hall, "agency/consent", how="written", words="委托书一份")
    later(days=1)  # Thursday the 5th
    for station in agency.ZENGJIA[:4]:  # notice, hand-over sheet, the centre confirms, filed upward
        press("ana", east, "agency/station", station=station, reference="曾代〔2026〕7号")
    assert "has not been filed upward yet" in turned_down("wei", west, "complete", result="granted")

    now = later(days=6)  # Tuesday the 10th: three working days ended on Monday
    for hall in (east, west):
        with inside(hall):
            sweep(now=now)
    missed = build.NOW.replace(day=9, hour=17, minute=30)
    assert (marks(east), marks(west)) == ([], [("agency_inside", "", missed)])
    press("wei", west, "agency/station", station=NEUTRAL[0])
    for station in agency.ZENGJIA[4:]:  # the result is back, handed over to the window
        press("ana", east, "agency/station", station=station)
    press("ana", east, "complete", result="granted")
    done = now

    now = later(days=29)  # Thursday, 2 April: twenty working days ended on Wednesday
    with inside(west):
        sweep(now=now)
    due = build.NOW.replace(month=4, day=1, hour=17, minute=30)
    assert marks(west) == [("agency_inside", "", missed), (None, None, due)]
    assert leads(east) == []
    assert leads(west) == [("late_agency", "Wei", {"limit": "agency_inside"}), ("overdue", "Wei", {})]
    completed = {"received": 1, "completed": 1}
    assert board(now, east, west) == {"east": completed, "west": {"received": 1, "openOverdue": 1}}
    for station in NEUTRAL[1:]:
        press("wei", west, "agency/station", station=station)
    press("wei", west, "complete", result="granted")

    case, steps = story(east)
    assert steps == ["intake", "accept", "consent", *["advance_agency"] * 6, "complete"]
    with inside(east):
        # Above from the 5th to the 10th, three working days: the 13th has become the 18th.
        limit = Deadline.objects.get(what="agency_inside")
        assert (limit.due_at, limit.met_at) == (build.NOW.replace(day=18, hour=17, minute=30), done)
        papers = Notice.objects.exclude(kind="commitment").order_by("sequence")
        assert list(papers.values_list("kind", flat=True)) == ["forwarded", "handover", "completion"]
        assert agency.passed(case) == list(agency.ZENGJIA)
    case, steps = story(west)
    assert steps == [
        *("intake", "accept", "consent", "mark_late", "advance_agency", "mark_overdue"),
        *("advance_agency", "advance_agency", "complete"),
    ]
    with inside(west):
        limit = Deadline.objects.get(what="agency_inside")
        assert (limit.missed_at, limit.met_at, limit.was_late) == (missed, now, True)
        assert AgencyRecord.objects.get().agent_name == "Wei"
        assert agency.passed(case) == list(NEUTRAL)
    assert board(now, east, west) == {"east": completed, "west": {**completed, "late": 1}}


def test_a_fee_on_an_agency_case_leaves_a_lead_and_nothing_else(
    later: Later, agency_matter, east, west, cast
):
    received("M-agency", east, west, cast)
    for who, hall, name, article in (("ana", east, "Ana", "1"), ("wei", west, "Wei", "")):
        press(who, hall, "accept")
        press(who, hall, "agency/consent", how="phone", words="电话录音17号")
        page = turned_down(who, hall, "agency/fee", amount="50", receipt_number="0017")
        assert "Agency is free: no fee may be taken on this case." in page

        assert story(hall)[1] == ["intake", "accept", "consent"]
        assert leads(hall) == [("fee_on_agency_case", name, {"amount": "50.00"})]
        with inside(hall):
            # East's rules say in article 1 that agency is free; West's say nothing of it.
            assert ConductLead.objects.get().article == article
            assert not Fee.objects.exists()
    one = {"received": 1}
    assert board(later(days=1), east, west) == {"east": one, "west": one}
