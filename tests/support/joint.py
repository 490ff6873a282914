"""A joint matter of the hall one is inside: civil affairs leads; land, fire and water have windows and people."""

from dataclasses import dataclass

from support import build

from county.registry.permissions import Actor, Role, permissions_of
from hall.cases.actions import accept_case
from hall.cases.models import Case
from hall.catalogue.models import Matter, Window
from hall.joint.copying import PartWanted, copy_case
from hall.joint.models import Part
from hall.people.models import Staff
from rules.limits import Limit, LimitUnit

# "Three or more windows or departments", the lead window leads.
RULE = {"article": "2", "minimum": 3, "counts": ["window", "department"], "lead": "lead_window"}
CLERK = frozenset({Role.CLERK.value})
DIRECTOR = frozenset({Role.DIRECTOR.value})


@dataclass(frozen=True)
class Crew:
    """Lin decides for land, Fang for fire, Shui for water; Ana sits at the lead window; Gao is the director."""

    ana: Actor
    lin: Actor
    fang: Actor
    shui: Actor
    gao: Actor


def premises(lead_by: Actor) -> None:
    """The windows, the matter M-joint (10 working days), and who sits at the window that leads."""
    lead = Window.objects.get(code="civil-affairs")
    Staff.objects.get_or_create(user_id=lead_by.id, defaults={"name": lead_by.name})[0].windows.set([lead])
    Window.objects.filter(code="land").update(is_open=True)
    for number, code in ((3, "fire"), (4, "water")):
        Window.objects.create(number=number, code=code, name=code, departments=[code])
    matter = build._matter(lead, "M-joint", "项目落地联办", term="commitment", promised_limit=10)
    Matter.objects.filter(pk=matter.pk).update(route="joint")


def crew(ana: Actor) -> Crew:
    """The premises, and people who act by the verbs alone: they have no sign-in."""
    premises(ana)
    seats = {"land": (901, "Lin"), "fire": (902, "Fang"), "water": (903, "Shui")}
    sitting = [_seated(code, *who) for code, who in seats.items()]
    return Crew(ana, *sitting, Actor(904, "Gao", permissions_of(DIRECTOR), DIRECTOR))


def wanted(department: str, days: int = 3, window: str = "") -> PartWanted:
    return PartWanted(department, Limit(days, LimitUnit.WORKING_DAYS), "李负责", window)


def accepted(ana: Actor, key: str = "joint-1") -> Case:
    """Accepted on Wednesday, 4 March 2026, 10:00; due on the 18th, 17:30."""
    case = build.case(ana, key=key, matter_code="M-joint")
    accept_case(case.pk, actor=ana, now=build.NOW)
    return Case.objects.get(pk=case.pk)


def copied(ana: Actor, *departments: str, key: str = "joint-1") -> dict[str, Part]:
    """The parts of an accepted case, by department: land has three working days, fire five."""
    days = {"land": 3, "fire": 5}
    case = accepted(ana, key)
    parts = [wanted(code, days.get(code, 4)) for code in departments or ("land", "fire")]
    copy_case(case.pk, parts=parts, actor=ana, now=build.NOW)
    return {part.department: part for part in Part.objects.filter(case=case).select_related("case")}


def _seated(code: str, key: int, name: str) -> Actor:
    Staff.objects.create(user_id=key, name=name).windows.set([Window.objects.get(code=code)])
    return Actor(key, name, permissions_of(CLERK), CLERK)
