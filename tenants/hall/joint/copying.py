"""③ A joint case is copied to the departments that take part (抄告), and they say that it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models

from county.registry.permissions import Actor
from hall.cases.clock_again import stops_of
from hall.cases.deadlines import new_deadline
from hall.cases.models import Case, CaseEvent, Deadline
from hall.cases.transition import Change, apply
from hall.catalogue.models import Window
from hall.joint.models import Part
from hall.joint.parts import part_of
from hall.joint.who import check_decides, check_joint, check_leads
from hall.keys import uuid7
from hall.people import identity
from hall.regulations.current import regulation
from rules.errors import RuleError
from rules.joint import jointness
from rules.limits import Limit
from rules.transitions import Action


@dataclass(frozen=True)
class PartWanted:
    """A department (code) that is to decide a part, within which limit, the person in charge by name, and its window
    (code), where one is meant."""

    department: str
    limit: Limit
    responsible: str
    window_code: str = ""


def copy_case(
    case_id: UUID,
    *,
    parts: Sequence[PartWanted],
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> CaseEvent:
    """Copy an accepted joint case to departments; the limit of each part runs from now on. A later copy adds some.

    Raises `case_not_joint`, `not_the_lead_window`, `no_department`, `department_twice`, `unknown_department`,
    `unknown_window`, `too_few_for_joint`, and those of names.
    """
    named = [identity.normal_name(part.responsible, field="responsible") for part in parts]

    def decide(case: Case) -> Change:
        check_joint(case)
        check_leads(case, actor)
        there = list(Part.objects.filter(case=case).select_related("window"))
        windows = _places(parts, [part.department for part in there])
        verdict = jointness(
            regulation(case.regulation_id).rulebook.joint,
            windows=[case.window.code, *(each.window.code for each in there if each.window)]
            + [window.code for window in windows if window],
            departments={
                case.department,
                *(each.department for each in there),
                *(each.department for each in parts),
            },
        )
        verdict.check()
        rows: list[models.Model] = []
        stops = stops_of(case)
        for wanted, name, window in zip(parts, named, windows, strict=True):
            row = Part(
                id=uuid7(now),
                case=case,
                department=wanted.department,
                window=window,
                responsible=name,
                limit=wanted.limit.amount,
                unit=wanted.limit.unit.value,
                copied_at=now,
                copied_by=actor.name,
            )
            deadline, why = new_deadline(
                case,
                Deadline.What.PART,
                wanted.limit,
                begins=now,
                now=now,
                subject_id=row.id,
                about=wanted.department,
                stops=stops,
            )
            rows += [row, deadline, why]
        data = {
            "departments": [part.department for part in parts],
            "why": [line.as_data() for line in verdict.trace],
        }
        return Change(data=data, rows=tuple(rows))

    return apply(case_id, Action.COPY, actor=actor, now=now, expected_version=expected_version, decide=decide)


def acknowledge_copy(part_id: UUID, *, actor: Actor, now: datetime) -> CaseEvent:
    """The department says that the copy came. Raises `part_not_found`, `part_of_another_department`,
    `already_acknowledged`."""

    def decide(case: Case) -> Change:
        part = part_of(case, part_id)
        check_decides(part, actor)
        if part.acknowledged_at is not None:
            raise RuleError("already_acknowledged", "This copy was acknowledged already.", "partId")
        part.acknowledged_at, part.acknowledged_by = now, actor.name
        part.save(update_fields=["acknowledged_at", "acknowledged_by"])
        return Change(data={"department": part.department})

    return apply(part_of(None, part_id).case_id, Action.ACKNOWLEDGE_COPY, actor=actor, now=now, decide=decide)


def _places(parts: Sequence[PartWanted], there: Sequence[str]) -> list[Window | None]:
    """The window of each part, where one is named. Whoever is to decide must sit at some window of the hall."""
    if not parts:
        raise RuleError("no_department", "Name the departments that take part.", "parts")
    by_code = {window.code: window for window in Window.objects.all()}
    hosted = {code for window in by_code.values() for code in window.departments}
    seen = set(there)
    for part in parts:
        code = part.department
        if code in seen:
            raise RuleError(
                "department_twice", "%(department)s has a part already.", "parts", department=code
            )
        seen.add(code)
        if code not in hosted:
            raise RuleError(
                "unknown_department",
                "No window of this hall is of a department %(department)s.",
                "parts",
                department=code,
            )
        if part.window_code and part.window_code not in by_code:
            raise RuleError(
                "unknown_window",
                "There is no window %(window)s in this hall.",
                "parts",
                window=part.window_code,
            )
    return [by_code.get(part.window_code) for part in parts]
