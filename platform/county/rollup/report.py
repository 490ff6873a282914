"""What crosses the border from a hall to the county: one case's state, without a citizen in it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class CaseReport:
    """The state of one case after its event number `sequence`. Days are local (Asia/Shanghai)."""

    case_id: UUID
    sequence: int
    matter_code: str
    department: str
    kind: str
    term: str
    route: str
    status: str
    received_on: date
    accepted_on: date | None
    due_at: datetime | None
    due_soon_at: datetime | None
    is_stopped: bool
    urges: int
    ended_on: date | None
    was_on_time: bool | None
