"""Who answers for a joint case that is late (超时问责): whoever is in charge of each part that held it up."""

from collections.abc import Iterable
from datetime import datetime

from county.registry.permissions import Actor
from hall.cases.models import Case
from hall.conduct.leads import lead
from hall.conduct.models import ConductLead
from hall.joint.models import Part
from hall.regulations.current import regulation


def leads_of_late_parts(case: Case, departments: Iterable[str], *, now: datetime) -> list[ConductLead]:
    """A lead for the part of each of these departments, naming the person in charge; unsaved."""
    rule = regulation(case.regulation_id).rulebook.joint
    late = Part.objects.filter(case=case, department__in=list(departments)).order_by("department")
    return [
        lead(
            ConductLead.Code.LATE_PART,
            case=case,
            staff=Actor(name=part.responsible),
            now=now,
            article=rule.article if rule else None,
            department=part.department,
        )
        for part in late
    ]
