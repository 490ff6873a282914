"""The only maker of notices: what is printed is collected here and never looked up again."""

from datetime import datetime
from typing import Any

from county.halls import switching
from county.registry.permissions import Actor
from hall.cases.models import Case
from hall.keys import uuid7
from hall.notices.models import Notice
from rules.hours import LOCAL


def notice(
    case: Case, kind: Notice.Kind, *, actor: Actor, now: datetime, sequence: int | None = None, **facts: Any
) -> Notice:
    """The notice that goes with the step being taken on the (locked) case; the caller inserts it with the step.

    `facts` are what this kind says besides number, matter and applicant: plain data, instants as ISO text.
    `sequence`: the step it belongs to; left out, the one being taken.
    """
    at = case.version + 1 if sequence is None else sequence
    return Notice(
        id=uuid7(now),
        case=case,
        kind=kind.value,
        sequence=at,
        number=f"{case.number}-{kind.value}-{at}",
        data={
            "hall": switching.tenant.name,
            "hall_english": switching.tenant.english,
            "number": case.number,
            "matter_code": case.matter_code,
            "matter": case.matter_name,
            "matter_english": case.matter_english,
            "applicant": case.applicant_name,
            "id_number": case.id_number_mask,
            "phone": case.phone_mask,
            "received_at": case.received_at.astimezone(LOCAL).isoformat(),
            "issued_at": now.astimezone(LOCAL).isoformat(),
            "issued_by": actor.name,
            **facts,
        },
        issued_at=now,
        issued_by=actor.name,
    )
