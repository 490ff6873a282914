"""Reading the parts of joint cases: those of one case, or of many at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hall.cases.models import Deadline
from hall.joint.models import Part


@dataclass(frozen=True)
class PartStanding:
    """A part and by when it is due."""

    part: Part
    deadline: Deadline

    @property
    def due_at(self) -> datetime:
        return self.deadline.due_at

    def is_late(self, now: datetime) -> bool:
        """Decided after its limit, or not decided and past it; what stands still is not late."""
        if self.part.decided_at is not None:
            return self.part.decided_at > self.due_at
        return self.deadline.was_late or (
            self.deadline.met_at is None and not self.deadline.is_stopped and self.due_at < now
        )


def parts_of(case_id: UUID) -> list[PartStanding]:
    """The parts of a case, in the order they were copied."""
    return parts_by_case([case_id])[case_id]


def parts_by_case(case_ids: Iterable[UUID]) -> dict[UUID, list[PartStanding]]:
    """The same for many cases in two statements; a case that is not joint has none."""
    found: dict[UUID, list[PartStanding]] = {key: [] for key in case_ids}
    parts = list(Part.objects.filter(case__in=found).select_related("window"))
    rows = Deadline.objects.filter(what=Deadline.What.PART.value, case__in=found)
    due = {row.subject_id: row for row in rows}
    for part in parts:
        found[part.case_id].append(PartStanding(part, due[part.pk]))
    return found
