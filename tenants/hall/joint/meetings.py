"""③ The departments come together on a joint case: at the place (现场踏勘), or around a table (联合会审)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from county.registry.permissions import Actor
from hall.cases.models import Case, CaseEvent
from hall.cases.transition import Change, apply
from hall.cases.words import checked_words, moment
from hall.joint.models import JointReview, SiteSurvey
from hall.joint.who import check_joint, check_leads
from hall.keys import uuid7
from hall.people import identity
from rules.errors import RuleError
from rules.hours import written
from rules.transitions import Action

LONGEST_PLACE = 200
MOST_ATTENDEES = 50


def record_survey(
    case_id: UUID,
    *,
    held_at: datetime,
    place: str,
    attendees: Sequence[str],
    opinion: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> CaseEvent:
    """Put a site survey on record: between acceptance and now, where, who came, what they found. The clock runs on;
    where the survey stops it, that is a step of its own (`stop_clock`).

    Raises `case_not_joint`, `not_the_lead_window`, `moment_out_of_range`, `reason_missing`, `no_attendees`.
    """
    where = checked_words(place, "place", at_most=LONGEST_PLACE)
    came, said = _names(attendees), checked_words(opinion, "opinion")

    def decide(case: Case) -> Change:
        row = SiteSurvey(place=where, **_held(case, held_at, came, said, actor, now))
        return Change(data=_told(row), rows=(row,))

    return apply(
        case_id, Action.SURVEY, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def record_joint_review(
    case_id: UUID,
    *,
    held_at: datetime,
    attendees: Sequence[str],
    opinion: str,
    actor: Actor,
    now: datetime,
    expected_version: int | None = None,
) -> CaseEvent:
    """Put a joint review with its opinion on record. Raises as `record_survey`."""
    came, said = _names(attendees), checked_words(opinion, "opinion")

    def decide(case: Case) -> Change:
        row = JointReview(**_held(case, held_at, came, said, actor, now))
        return Change(data=_told(row), rows=(row,))

    return apply(
        case_id, Action.REVIEW_JOINTLY, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def _held(
    case: Case, held_at: datetime, came: list[str], said: str, actor: Actor, now: datetime
) -> dict[str, object]:
    check_joint(case)
    check_leads(case, actor)
    assert case.accepted_at is not None
    return {
        "id": uuid7(now),
        "case": case,
        "held_at": moment(held_at, "heldAt", first=case.accepted_at, last=now),
        "attendees": came,
        "opinion": said,
        "recorded_at": now,
        "recorded_by": actor.name,
    }


def _names(attendees: Sequence[str]) -> list[str]:
    names = [identity.normal_name(name, field="attendees") for name in attendees if name.strip()]
    if not 1 <= len(names) <= MOST_ATTENDEES:
        raise RuleError(
            "no_attendees", "Name who came: from 1 to %(most)s people.", "attendees", most=MOST_ATTENDEES
        )
    return names


def _told(row: SiteSurvey | JointReview) -> dict[str, object]:
    """What the event says: when, and how many came; no names."""
    return {"held_at": written(row.held_at), "attendees": len(row.attendees)}
