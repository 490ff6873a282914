"""③ The parts of a joint case are decided, in any order, each by its own department; then the case can be settled."""

from datetime import datetime
from uuid import UUID

from county.registry.permissions import Actor
from hall.cases.clock_again import minutes_late
from hall.cases.deadlines import meet
from hall.cases.models import Case, CaseEvent, Deadline
from hall.cases.transition import Change, apply
from hall.cases.words import checked_words
from hall.joint.models import Part
from hall.joint.who import check_decides, check_leads
from rules.classification import Route
from rules.errors import RuleError
from rules.transitions import Action


def decide_part(part_id: UUID, *, outcome: str, opinion: str, actor: Actor, now: datetime) -> CaseEvent:
    """The department approves or refuses its part, with its opinion. How late that was (below zero: early) stands in
    the event, in working minutes. Whoever decides has got the copy.

    Raises `outcome_unknown`, `reason_missing`, `part_not_found`, `part_of_another_department`, `part_is_decided`.
    """
    if outcome not in Part.Outcome.values:
        raise RuleError("outcome_unknown", "A part is approved or refused.", "outcome")
    said = checked_words(opinion, "opinion")

    def decide(case: Case) -> Change:
        part = part_of(case, part_id)
        check_decides(part, actor)
        if part.decided_at is not None:
            raise RuleError(
                "part_is_decided", "%(who)s has decided this part already.", "partId", who=part.decided_by
            )
        deadline = Deadline.objects.get(case=case, what=Deadline.What.PART.value, subject_id=part.pk)
        late = minutes_late(case, deadline.due_at, now)
        if part.acknowledged_at is None:
            part.acknowledged_at, part.acknowledged_by = now, actor.name
        part.decided_at, part.decided_by, part.outcome, part.opinion = now, actor.name, outcome, said
        part.save(
            update_fields=[
                "acknowledged_at",
                "acknowledged_by",
                "decided_at",
                "decided_by",
                "outcome",
                "opinion",
            ]
        )
        meet(case, Deadline.What.PART, now=now, subject_id=part.pk)
        return Change(data={"department": part.department, "outcome": outcome, "minutes_late": late})

    return apply(part_of(None, part_id).case_id, Action.DECIDE_PART, actor=actor, now=now, decide=decide)


def check_parts(case: Case, result: str, *, actor: Actor) -> None:
    """Whether the (locked) case may be settled so: the lead settles a joint case when every part is decided, and
    grants it when every part is approved. Raises `not_the_lead_window`, `not_copied`, `parts_undecided`,
    `part_was_refused`."""
    if case.route != Route.JOINT:
        return
    check_leads(case, actor)
    parts = list(Part.objects.filter(case=case).order_by("department"))
    if not parts:
        raise RuleError("not_copied", "First copy the case to the departments that take part.", "id")
    if undecided := [part.department for part in parts if part.decided_at is None]:
        raise RuleError(
            "parts_undecided",
            "These departments have not decided their part: %(departments)s.",
            "id",
            departments=", ".join(undecided),
        )
    refused = [part.department for part in parts if part.outcome == Part.Outcome.REFUSED]
    if refused and result == Case.Result.GRANTED:
        raise RuleError(
            "part_was_refused",
            "The case is not granted: %(departments)s did not approve.",
            "result",
            departments=", ".join(refused),
        )


def part_of(case: Case | None, part_id: UUID) -> Part:
    """The part as it stands now; of this case, if one is named. Raises `part_not_found`."""
    rows = Part.objects.filter(pk=part_id)
    part = (rows.filter(case=case) if case else rows).first()
    if part is None:
        raise RuleError("part_not_found", "There is no such part of a joint case in this hall.", "partId")
    return part
