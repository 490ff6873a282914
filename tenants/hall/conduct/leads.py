"""The only maker of conduct leads."""

from datetime import datetime
from typing import Any

from county.registry.permissions import Actor
from hall.cases.models import Case
from hall.conduct.models import ConductLead
from hall.keys import uuid7
from hall.reception.models import FirstContact


def lead(
    code: ConductLead.Code,
    *,
    case: Case | None,
    staff: Actor,
    now: datetime,
    article: str | None = None,
    **data: Any,
) -> ConductLead:
    """A lead the system itself noticed, about what `staff` did; the caller inserts it. `data`: codes and figures."""
    return ConductLead(
        id=uuid7(now),
        code=code.value,
        source=ConductLead.Source.SYSTEM.value,
        article=article or "",
        case=case,
        staff_id=staff.id,
        staff_name=staff.name,
        data=data,
        raised_at=now,
    )


def reported(
    code: ConductLead.Code,
    *,
    detail_code: str,
    article: str,
    staff_id: int | None,
    staff_name: str,
    words: str,
    passed_on_by: str,
    contact: FirstContact | None,
    request_key: str | None,
    now: datetime,
    **data: Any,
) -> ConductLead:
    """A lead that a citizen reported, who stays unnamed; the caller inserts it. `passed_on_by`: the member of staff or
    program it came through, empty for the public page."""
    return ConductLead(
        id=uuid7(now),
        code=code.value,
        detail_code=detail_code,
        source=ConductLead.Source.CITIZEN.value,
        article=article,
        contact=contact,
        staff_id=staff_id,
        staff_name=staff_name,
        words=words,
        data=data,
        request_key=request_key,
        raised_at=now,
        raised_by=passed_on_by,
    )
