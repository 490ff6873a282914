"""What acceptance changes: the clock starts, what was promised is pinned; the same by a clerk and by rule."""

from datetime import datetime

from django.db import models

from county.registry.permissions import Actor
from county.standards.calendars import current_calendar
from hall.agency.limits import limits_begin
from hall.cases.judge import decide_due_date, decide_kind, due_fields, kind_code
from hall.cases.models import Case
from hall.cases.transition import Change
from hall.notices.issue import notice
from hall.notices.models import Notice
from hall.office.closures import closures
from hall.regulations.current import Regulation
from rules.classification import Term
from rules.hours import written


def accepted(
    case: Case, accepted_at: datetime, rules: Regulation, *, actor: Actor, now: datetime, is_deemed: bool
) -> Change:
    """The change of a (locked) case that counts as accepted from `accepted_at`, under these rules."""
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
        data["counts_from"] = written(accepted_at)
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
