"""③ What can be done with a case. Each verb is one step of the table, whole."""

from datetime import date, datetime
from uuid import UUID

from county.now import TIMEZONE
from county.registry.permissions import Actor
from county.standards.calendars import current_calendar
from hall.cases.judge import decide_due_date, decide_kind, due_fields, kind_code
from hall.cases.models import Case, CaseEvent
from hall.cases.transition import Change, apply
from hall.office.closures import closures
from hall.people import identity
from hall.regulations.current import regulation, regulation_on
from rules.clock import state
from rules.errors import RuleError
from rules.transitions import Action

LONGEST_REASON = 500


def accept_case(
    case_id: UUID, *, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Accept: the clock starts. Pins the regulation; the due date goes on record with its reasons."""

    def decide(case: Case) -> Change:
        rules, shut = regulation_on(_day(now)), closures()
        due = decide_due_date(case, now, rules, current_calendar(), shut)
        decisions, fields = [due], due_fields(due, shut)
        if case.regulation_id != rules.id:
            # The rules have changed since intake: the kind is named by those that are pinned here.
            kind = decide_kind(case.term, case.route, rules)
            decisions.append(kind)
            fields["kind"] = kind_code(kind)
        return Change(
            fields={
                **fields,
                "accepted_at": now,
                "regulation_id": rules.id,
                "handler_id": actor.id,
                "handler_name": actor.name,
            },
            data={
                "due_at": due.decision.answer["due_at"],
                "regulation": rules.number,
                "calendar": due.calendar_version,
            },
            decisions=tuple(decisions),
        )

    return apply(
        case_id, Action.ACCEPT, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def decline_case(
    case_id: UUID, *, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Decline to accept, in words the applicant is given (不予受理)."""
    words = _reason(reason)

    def decide(case: Case) -> Change:
        return Change(fields={"reason": words, "ended_at": now, "next_check_at": None})

    return apply(
        case_id, Action.DECLINE, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def return_case(
    case_id: UUID, *, reason: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Give the case back with the reason (退回件)."""
    words = _reason(reason)

    def decide(case: Case) -> Change:
        kind = decide_kind(case.term, case.route, regulation(case.regulation_id), was_returned=True)
        return Change(
            fields={"reason": words, "ended_at": now, "next_check_at": None, "kind": kind_code(kind)},
            decisions=(kind,),
        )

    return apply(
        case_id, Action.RETURN, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def complete_case(
    case_id: UUID, *, result: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Settle the matter: granted, refused or other. The clock stops here."""
    if result not in Case.Result.values:
        raise RuleError("result_unknown", "The result must be granted, refused or other.", "result")

    def decide(case: Case) -> Change:
        was = state(case.due_at, now, completed_at=now) if case.due_at else None
        return Change(
            fields={"completed_at": now, "ended_at": now, "result": result, "next_check_at": None},
            data={"result": result, "state": was.value if was else ""},
        )

    return apply(
        case_id, Action.COMPLETE, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def collect_case(
    case_id: UUID, *, collector_name: str, actor: Actor, now: datetime, expected_version: int | None = None
) -> CaseEvent:
    """Hand the result out to a named collector (取件人)."""
    name = identity.normal_name(collector_name, field="collectorName")

    def decide(case: Case) -> Change:
        return Change(fields={"collected_at": now, "collector_name": name})

    return apply(
        case_id, Action.COLLECT, actor=actor, now=now, expected_version=expected_version, decide=decide
    )


def _day(moment: datetime) -> date:
    return moment.astimezone(TIMEZONE).date()


def _reason(text: str) -> str:
    words = identity.plain_text(text, "reason", at_most=LONGEST_REASON)
    if not words:
        raise RuleError("reason_missing", "Say why, in words the applicant can understand.", "reason")
    return words
