"""③ How a case is taken on or sent back: accept, decline, return, withdraw; each verb one step, whole."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from county.now import TIMEZONE
from county.registry.permissions import Actor
from hall.cases.acceptance import accepted
from hall.cases.clock_stops import end_all_stops
from hall.cases.deemed import counts_from
from hall.cases.deeming import deem_if_due
from hall.cases.judge import decide_kind, kind_code
from hall.cases.models import Case, CaseEvent
from hall.cases.transition import Change, apply
from hall.cases.words import checked_words
from hall.notices.issue import notice
from hall.notices.models import Notice
from hall.regulations.current import regulation, regulation_on
from hall.telling.models import Message
from hall.telling.tell import tell
from rules.errors import RuleError
from rules.tables.named import NamedRule
from rules.transitions import Action


def accept_case(
    case_id: UUID, *, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Accept: the clock starts. Pins the regulation; the due date goes on record with its reasons, and a commitment
    case gets its notice with the date.

    Where the rules in force at receipt say so, it counts as accepted from when its papers came (视为受理).
    """

    def decide(case: Case) -> Change:
        accepted_at = counts_from(case, regulation(case.regulation_id), now)
        return accepted(
            case, accepted_at, regulation_on(_day(now)), actor=actor, now=now, is_deemed=accepted_at != now
        )

    return apply(
        case_id, Action.ACCEPT, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def decline_case(
    case_id: UUID,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    reason_code: str = "",
    expected_version: int | None = None,
) -> CaseEvent:
    """Decline to accept, in words the applicant is given (不予受理). What has been accepted by rule meanwhile is no
    longer declined. Raises `reason_missing`, `reason_code_unknown`."""
    decide = _sending_back(reason, reason_code, actor=actor, now=now, was_returned=False)
    deem_if_due(case_id, now=now)
    return apply(
        case_id,
        Action.DECLINE,
        actor=actor,
        now=now,
        expected_version=expected_version,
        decide=decide,
    )


def return_case(
    case_id: UUID,
    *,
    reason: str,
    actor: Actor,
    now: datetime,
    reason_code: str = "",
    expected_version: int | None = None,
) -> CaseEvent:
    """Give the case back (退回件): a reason of the hall's own list, where it has one, and words. What has been accepted
    by rule meanwhile is given back as an accepted case.

    Raises `reason_missing`, `reason_code_missing`, `reason_code_unknown`.
    """
    decide = _sending_back(reason, reason_code, actor=actor, now=now, was_returned=True)
    deem_if_due(case_id, now=now)
    return apply(
        case_id,
        Action.RETURN,
        actor=actor,
        now=now,
        expected_version=expected_version,
        decide=decide,
    )


def withdraw_case(
    case_id: UUID, *, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """The applicant takes the application back; the words say how that is known."""
    words = checked_words(reason)

    def decide(case: Case) -> Change:
        end_all_stops(case, actor=actor, now=now)
        return Change({"reason": words, "ended_at": now, "ended_by_id": actor.id, **CLOCK_ENDS})

    return apply(
        case_id, Action.WITHDRAW, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


CLOCK_ENDS: dict[str, Any] = {"next_check_at": None, "is_stopped": False}


def sent_back(
    case: Case,
    words: str,
    listed: NamedRule | None,
    *,
    was_returned: bool,
    actor: Actor,
    now: datetime,
    reason_code: str = "",
) -> Change:
    """What a refusal or a return changes, by a clerk or by rule: the reason, the notice, word to the applicant."""
    end_all_stops(case, actor=actor, now=now)
    rules = regulation(case.regulation_id)
    code = listed.code if listed else reason_code
    fields = {"reason": words, "reason_code": code, "ended_at": now, "ended_by_id": actor.id, **CLOCK_ENDS}
    told = notice(
        case,
        Notice.Kind.RETURN,
        actor=actor,
        now=now,
        decision="returned" if was_returned else "declined",
        reason=words,
        reason_name=listed.name if listed else "",
        article=rules.rulebook.heading(listed.article) if listed else "",
    )
    rows = (told, *tell(case, Message.Subject.RETURNED, now=now))
    data = {"reason_code": code} if code else {}
    if not was_returned:
        return Change(fields, data, rows=rows)
    kind = decide_kind(
        case.term,
        case.route,
        rules,
        has_awaited_supplement=case.has_awaited_supplement,
        was_returned=True,
    )
    return Change({**fields, "kind": kind_code(kind)}, data, (kind,), rows)


def _sending_back(
    reason: str, reason_code: str, *, actor: Actor, now: datetime, was_returned: bool
) -> Callable[[Case], Change]:
    words = checked_words(reason)

    def decide(case: Case) -> Change:
        listed = _listed(case, reason_code, is_needed=was_returned)
        return sent_back(case, words, listed, was_returned=was_returned, actor=actor, now=now)

    return decide


def _listed(case: Case, code: str, *, is_needed: bool) -> NamedRule | None:
    """The reason of this code on the hall's own list; None where none was named and none is needed."""
    reasons = regulation(case.regulation_id).rulebook.return_reasons
    found = next((each for each in reasons if each.code == code), None)
    if code and found is None:
        raise RuleError(
            "reason_code_unknown", "The regulation of this hall lists no such reason.", "reasonCode"
        )
    if found is None and reasons and is_needed:
        raise RuleError(
            "reason_code_missing", "Choose one of the reasons the regulation lists.", "reasonCode"
        )
    return found


def _day(moment: datetime) -> date:
    return moment.astimezone(TIMEZONE).date()
