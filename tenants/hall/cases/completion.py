"""③ How a case ends well: complete, and hand the result out to somebody whose identity was checked."""

from datetime import datetime
from typing import Any
from uuid import UUID

from county.now import TIMEZONE
from county.registry.permissions import Actor
from hall.agency.check import check_stations
from hall.cases.actions import CLOCK_ENDS
from hall.cases.clock_again import minutes_late
from hall.cases.clock_stops import end_all_stops
from hall.cases.intake import ID_NUMBER
from hall.cases.models import Case, CaseEvent, Deadline
from hall.cases.transition import Change, apply
from hall.cases.urges import first_urge_until
from hall.joint.parts import check_parts
from hall.notices.issue import notice
from hall.notices.models import Notice
from hall.people import identity, sealed
from hall.telling.models import Message
from hall.telling.tell import tell
from rules.clock import state
from rules.errors import RuleError
from rules.hours import written
from rules.transitions import Action

COLLECTOR = "collector"  # what a sealed value is for


def complete_case(
    case_id: UUID, *, result: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Settle the matter: granted, refused or other. The clock stops here; how early or late that was is kept in
    working minutes. Raises `result_unknown`, `clock_is_stopped`, those of `check_parts` for a joint case, and what an
    agency case still lacks: `consent_missing`, `not_filed_upward`."""
    if result not in Case.Result.values:
        raise RuleError("result_unknown", "The result must be granted, refused or other.", "result")

    def decide(case: Case) -> Change:
        if case.is_stopped:
            raise RuleError("clock_is_stopped", "The clock stands still: first let it go on.", "status")
        check_stations(case)
        check_parts(case, result, actor=actor)
        late = minutes_late(case, case.due_at, now) if case.due_at else None
        end_all_stops(
            case, actor=actor, now=now
        )  # one that began after the due date took nothing, and may still run
        Deadline.objects.filter(case=case, met_at=None).update(met_at=now)
        fields = {"completed_at": now, "ended_at": now, "result": result, "minutes_late": late, **CLOCK_ENDS}
        told = notice(
            case,
            Notice.Kind.COMPLETION,
            actor=actor,
            now=now,
            result=result,
            completed_at=written(now),
        )
        rows = (told, *tell(case, Message.Subject.COMPLETED, now=now))
        return Change(fields, {"result": result, **_standing(case, now, late)}, rows=rows)

    return apply(
        case_id, Action.COMPLETE, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def collect_case(
    case_id: UUID,
    *,
    collector_name: str,
    collector_id_number: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> CaseEvent:
    """Hand the result out to a collector (取件人) who has shown an ID card; the applicant or somebody for them.

    Raises `collector_without_identity`, and those of names and ID numbers.
    """
    name = identity.normal_name(collector_name, field="collectorName")
    if not collector_id_number.strip():
        raise RuleError(
            "collector_without_identity", "Ask the collector for an ID card.", "collectorIdNumber"
        )
    on = now.astimezone(TIMEZONE).date()
    number = identity.normal_id_number(collector_id_number, on=on, field="collectorIdNumber")

    def decide(case: Case) -> Change:
        is_applicant = sealed.blind_index(number, ID_NUMBER) == case.id_number_index
        fields = {
            "collected_at": now,
            "collector_name": name,
            "collector_id_sealed": sealed.seal(number, COLLECTOR),
            "collector_id_mask": identity.mask_id_number(number),
            "collector_is_applicant": is_applicant,
        }
        return Change(fields, {"by_applicant": is_applicant})

    return apply(
        case_id, Action.COLLECT, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def _standing(case: Case, now: datetime, late: int | None) -> dict[str, Any]:
    """How the case stood when it was completed, as the event tells it; after an urge also whether it was finished
    within the limit of the first one."""
    was = state(case.due_at, now, completed_at=now) if case.due_at else None
    data: dict[str, Any] = {"state": was.value if was else "", "minutes_late": late}
    if until := first_urge_until(case):
        data["within_first_urge"] = now <= until
    return data
