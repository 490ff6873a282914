"""③ How a case is taken on or sent back: accept, decline, return, withdraw; each verb one step, whole."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models

from county.now import TIMEZONE
from county.registry.permissions import Actor
from county.standards.calendars import current_calendar
from hall.agency.limits import limits_begin
from hall.cases.deemed import counts_from
from hall.cases.judge import decide_due_date, decide_kind, due_fields, kind_code
from hall.cases.models import Case, CaseEvent
from hall.cases.transition import Change, apply
from hall.cases.words import checked_words
from hall.notices.issue import notice
from hall.notices.models import Notice
from hall.office.closures import closures
from hall.regulations.current import Regulation, regulation, regulation_on
from hall.telling.models import Message
from hall.telling.tell import tell
from rules.classification import Term
from rules.errors import RuleError
from rules.hours import LOCAL
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


def accepted(
    case: Case, accepted_at: datetime, rules: Regulation, *, actor: Actor, now: datetime, is_deemed: bool
) -> Change:
    """What acceptance changes, by a clerk or by rule; the same for both."""
    calendar, shut = current_calendar(), closures()
    due = decide_due_date(case, accepted_at, rules, calendar, shut)
    decisions, fields = [due], due_fields(due, rules, calendar, shut, after=now)
    if case.regulation_id != rules.id:
        # The rules have changed since intake: the kind is named by those that are pinned here.
        kind = decide_kind(case.term, case.route, rules, has_awaited_supplement=case.has_awaited_supplement)
        decisions.append(kind)
        fields["kind"] = kind_code(kind)
    if actor.is_known:  # what is accepted by rule stays with whom it was
        fields |= {"handler_id": actor.id, "handler_name": actor.name}
    data = {
        "due_at": due.decision.answer["due_at"],
        "regulation": rules.number,
        "calendar": due.calendar_version,
    }
    if is_deemed:
        data["counts_from"] = accepted_at.astimezone(LOCAL).isoformat()
    return Change(
        fields={
            **fields,
            "accepted_at": accepted_at,
            "regulation_id": rules.id,
            "is_deemed_accepted": is_deemed,
        },
        data=data,
        decisions=tuple(decisions),
        rows=(
            *_commitment(case, str(data["due_at"]), actor=actor, now=now),
            *limits_begin(case, accepted_at, rules, now=now),
        ),
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
    """Decline to accept, in words the applicant is given (不予受理)."""
    return apply(
        case_id,
        Action.DECLINE,
        actor=actor,
        now=now,
        expected_version=expected_version,
        decide=_sending_back(reason, reason_code, actor=actor, now=now, was_returned=False),
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
    """Give the case back (退回件): a reason of the hall's own list, where it has one, and words.

    Raises `reason_missing`, `reason_code_missing`, `reason_code_unknown`.
    """
    return apply(
        case_id,
        Action.RETURN,
        actor=actor,
        now=now,
        expected_version=expected_version,
        decide=_sending_back(reason, reason_code, actor=actor, now=now, was_returned=True),
    )


def withdraw_case(
    case_id: UUID, *, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """The applicant takes the application back; the words say how that is known."""
    words = checked_words(reason)

    def decide(case: Case) -> Change:
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


def _commitment(case: Case, due_at: str, *, actor: Actor, now: datetime) -> tuple[models.Model, ...]:
    """承诺办理通知书: what was promised, with the date."""
    if case.term != Term.COMMITMENT:
        return ()
    return (
        notice(
            case,
            Notice.Kind.COMMITMENT,
            actor=actor,
            now=now,
            due_at=due_at,
            promised_limit=case.promised_limit,
            promised_unit=case.promised_unit,
        ),
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(TIMEZONE).date()
