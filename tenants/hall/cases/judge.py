"""What the law decides on a case: what its hall calls it, and when it is due."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hall.cases.models import Case
from hall.decisions.keep import Made
from hall.office.closures import Closures
from hall.regulations.current import Regulation
from rules.classification import CaseFacts, Route, Term
from rules.clock import Limit, LimitUnit
from rules.decisions import Basis, DueFacts, Question, decide, kind_facts
from rules.hours import LOCAL
from rules.workdays import WorkCalendar


def decide_kind(term: str, route: str, rules: Regulation, *, was_returned: bool = False) -> Made:
    """The kind by the hall's own scheme; its code is "" where the scheme names none (Zengjia names two)."""
    facts = CaseFacts(Term(term), Route(route), was_returned=was_returned)
    return Made(decide(Question.KIND, kind_facts(facts), Basis(rules.rulebook)), rules.id)


def kind_code(made: Made) -> str:
    return str(made.decision.answer["kind"])


def decide_due_date(
    case: Case, accepted_at: datetime, rules: Regulation, calendar: WorkCalendar, shut: Closures
) -> Made:
    """The due date of a case accepted at `accepted_at`. RuleError("no_hours") when the rules name none."""
    facts = DueFacts(
        accepted_at=accepted_at,
        limit=Limit(case.promised_limit, LimitUnit(case.promised_unit)),
        closures=shut.since(accepted_at.astimezone(LOCAL).date()),
    )
    return due_date_by(facts.as_data(), rules, calendar)


def due_date_by(facts: Mapping[str, Any], rules: Regulation, calendar: WorkCalendar) -> Made:
    """The due date that these facts, as they are on record, give under this calendar."""
    made = decide(Question.DUE_DATE, facts, Basis(rules.rulebook, calendar))
    return Made(made, rules.id, calendar.version)


def due_fields(made: Made, shut: Closures) -> dict[str, Any]:
    """What a due date changes on the row of its case."""
    due_at = datetime.fromisoformat(made.decision.answer["due_at"])
    return {
        "due_at": due_at,
        "due_is_provisional": made.decision.answer["is_provisional"],
        "next_check_at": due_at,
        "calendar_version": made.calendar_version,
        "closures_version": shut.version,
    }
