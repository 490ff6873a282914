"""③ Urging (催办): somebody above asks for a case to be finished, and says until when."""

from datetime import datetime
from uuid import UUID

from county.registry.permissions import Actor
from hall.cases.deadlines import new_deadline
from hall.cases.models import Case, CaseEvent, Deadline, Urge
from hall.cases.transition import Change, apply
from hall.cases.words import checked_words
from hall.keys import uuid7
from hall.regulations.current import regulation
from rules.clock import Limit
from rules.hours import written
from rules.transitions import Action


def urge_case(
    case_id: UUID,
    *,
    words: str,
    actor: Actor,
    now: datetime,
    within: Limit | None = None,
    expected_version: int | None = None,
) -> CaseEvent:
    """Urge the handler of an accepted case, with a limit of its own: `within`, or the one of the hall's rules.

    Whether a late case was finished within the limit of its *first* urge decides on the rung of accountability in
    some halls, so urges are numbered. Raises `reason_missing`, `bad_limit`.
    """
    said = checked_words(words, "words")

    def decide(case: Case) -> Change:
        limit = within or regulation(case.regulation_id).rulebook.supervision.urge_within
        number = Urge.objects.filter(case=case).count() + 1
        key = uuid7(now)
        deadline, why = new_deadline(case, Deadline.What.URGE, limit, begins=now, now=now, subject_id=key)
        row = Urge(
            id=key,
            case=case,
            number=number,
            asked_of=case.handler_name,
            words=said,
            urged_at=now,
            urged_by=actor.name,
            until=deadline.due_at,
        )
        data = {"number": number, "until": written(deadline.due_at)}
        return Change(data=data, rows=(row, deadline, why))

    return apply(case_id, Action.URGE, actor=actor, now=now, expected_version=expected_version, decide=decide)


def first_urge_until(case: Case) -> datetime | None:
    """The end of the first urge's limit; None when nobody urged."""
    return Urge.objects.filter(case=case, number=1).values_list("until", flat=True).first()
