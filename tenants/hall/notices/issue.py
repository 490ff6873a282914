"""The only maker of notices: what is printed is collected here, once, and never looked up again."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction

from county.halls import switching
from county.registry.permissions import Actor
from hall.cases.models import Case
from hall.keys import uuid7
from hall.notices.content import SHORT, paper_of
from hall.notices.models import Notice
from rules.errors import RuleError
from rules.hours import written

TEMPLATE = "v1"


def notice(
    case: Case, kind: Notice.Kind, *, actor: Actor, now: datetime, sequence: int | None = None, **facts: Any
) -> Notice:
    """The notice that goes with the step being taken on the (locked) case; the caller inserts it with the step.

    `facts` are what this kind says besides number, matter and applicant: plain data, instants as ISO text.
    `sequence`: the step it belongs to; left out, the one being taken.
    """
    at = case.version + 1 if sequence is None else sequence
    hall = switching.tenant
    data = {
        "hall": hall.name,
        "hall_english": hall.english,
        "number": case.number,
        "notice_number": f"{case.number}-{SHORT[kind.value]}{at}",
        "matter_code": case.matter_code,
        "matter": case.matter_name,
        "applicant": case.applicant_name,
        "id_number": case.id_number_mask,
        "phone": case.phone_mask,
        "received_at": written(case.received_at),
        "issued_at": written(now),
        "issued_by": actor.name,
        "code_url": f"{settings.HALL_URL.format(host=hall.host)}/progress/?number={case.number}",
        **facts,
    }
    return Notice(
        id=uuid7(now),
        case=case,
        kind=kind.value,
        sequence=at,
        number=data["notice_number"],
        data={**data, "template": TEMPLATE, "paper": paper_of(kind.value, data)},
        issued_at=now,
        issued_by=actor.name,
    )


def issue_receipt(case_id: UUID, *, actor: Actor, now: datetime) -> Notice:
    """The receipt of the intake (收件回执): issued when it is first wanted, afterwards the same one.

    Raises `case_not_found`.
    """
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise RuleError("case_not_found", "There is no such case in this hall.", "id")
    issued = Notice.objects.filter(case=case, kind=Notice.Kind.RECEIPT.value)
    if first := issued.first():
        return first
    try:
        with transaction.atomic():
            receipt = notice(case, Notice.Kind.RECEIPT, actor=actor, now=now, sequence=1)
            receipt.save(force_insert=True)
    except IntegrityError:  # two at once: the first one counts
        return issued.get()
    return receipt
