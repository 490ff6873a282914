"""Who leads a joint case, and who decides a part of it: by the windows people sit at."""

from county.registry.permissions import Actor, Role
from hall.cases.models import Case
from hall.catalogue.models import Window
from hall.joint.models import Part
from hall.people.models import Staff
from hall.regulations.current import regulation
from rules.classification import Route
from rules.errors import RuleError

OF_THE_HALL = frozenset({Role.DIRECTOR.value, Role.ADMINISTRATOR.value})  # they stand in for the lead


def check_joint(case: Case) -> None:
    """RuleError("case_not_joint") for a case that one department decides."""
    if case.route != Route.JOINT:
        raise RuleError("case_not_joint", "This case is not joint: one department decides it.", "id")


def check_leads(case: Case, actor: Actor) -> None:
    """RuleError("not_the_lead_window") where the regulation names a lead, and neither staff of the case's window nor
    the director or an administrator acts. Nobody is a program's window."""
    if not leads(case, actor):
        raise RuleError("not_the_lead_window", "Only the window that leads this joint case does this.", "id")


def leads(case: Case, actor: Actor) -> bool:
    """Whether this person acts for the lead; where the regulation names none, anybody who may lead cases does."""
    rule = regulation(case.regulation_id).rulebook.joint
    if rule is None or rule.lead is None or actor.roles & OF_THE_HALL:
        return True
    return case.window_id in {window.pk for window in _windows_of(actor)}


def check_decides(part: Part, actor: Actor) -> None:
    """RuleError("part_of_another_department") unless staff of the part's window or of a window of its department act:
    the department decides, whoever else is in charge of the hall."""
    if not decides(part, _windows_of(actor)):
        raise RuleError(
            "part_of_another_department",
            "This part is decided by its own department: %(department)s.",
            "partId",
            department=part.department,
        )


def decided_by(parts: list[Part], actor: Actor) -> list[Part]:
    """Those of the parts that this person may decide."""
    windows = _windows_of(actor)
    return [part for part in parts if decides(part, windows)]


def decides(part: Part, windows: list[Window]) -> bool:
    return any(window.pk == part.window_id or part.department in window.departments for window in windows)


def _windows_of(actor: Actor) -> list[Window]:
    if actor.id is None:
        return []
    return list(Window.objects.filter(staff__in=Staff.objects.filter(user_id=actor.id, is_active=True)))
