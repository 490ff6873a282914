"""The only maker of conduct leads."""

from datetime import datetime
from typing import Any

from county.registry.permissions import Actor
from hall.cases.models import Case
from hall.conduct.models import ConductLead
from hall.keys import uuid7


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
