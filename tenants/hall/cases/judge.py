"""What the law decides on a case: what its hall calls it, and when it is due."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from hall.cases.models import Case
from hall.decisions.keep import Made
from hall.office.closures import Closures, lived
from hall.regulations.current import Regulation
from rules.classification import CaseFacts, Route, Term
from rules.clock import Limit, LimitUnit, Stop, due_soon_at
from rules.decisions import Basis, DueFacts, Question, decide, kind_facts
from rules.hours import LOCAL
from rules.standing import next_look
from rules.workdays import WorkCalendar


def decide_kind(
    term: str,
    route: str,
    rules: Regulation,
    *,
    has_awaited_supplement: bool = False,
    was_returned: bool = False,
) -> Made:
    """The kind by the hall's own scheme; its code is "" where the scheme names none (Zengjia names two)."""
    facts = CaseFacts(Term(term), Route(route), has_awaited_supplement, was_returned)
    return Made(decide(Question.KIND, kind_facts(facts), Basis(rules.rulebook)), rules.id)


def kind_code(made: Made) -> str:
    return str(made.decision.answer["kind"])


def decide_due_date(
    case: Case,
    accepted_at: datetime,
    rules: Regulation,
    calendar: WorkCalendar,
    shut: Closures,
    *,
    stops: Iterable[Stop] = (),
    extension: Limit | None = None,
) -> Made:
    """The due date of a case accepted at `accepted_at`. RuleError("no_hours") when the rules name none.

    A stop that has not ended has taken nothing yet: until it ends, the date is the earliest possible.
    """
    facts = DueFacts(
        accepted_at=accepted_at,
        limit=Limit(case.promised_limit, LimitUnit(case.promised_unit)),
        stops=tuple(stops),
        extension=extension,
        closures=shut.since(accepted_at.astimezone(LOCAL).date()),
    )
    return due_date_by(facts.as_data(), rules, calendar)


def due_date_by(facts: Mapping[str, Any], rules: Regulation, calendar: WorkCalendar) -> Made:
    """The due date that these facts, as they are on record, give under this calendar."""
    made = decide(Question.DUE_DATE, facts, Basis(rules.rulebook, calendar))
    return Made(made, rules.id, calendar.version)


def due_fields(
    made: Made, rules: Regulation, calendar: WorkCalendar, shut: Closures, *, after: datetime
) -> dict[str, Any]:
    """What a due date changes on the row of its case. It is next looked at after `after`; while its clock stands
    still, not at all."""
    answer = made.decision.answer
    due_at = datetime.fromisoformat(answer["due_at"])
    soon = due_soon_at(
        due_at, rules.rulebook.supervision.due_soon, calendar=lived(calendar, shut), hours=rules.hours
    )
    return {
        "due_at": due_at,
        "due_is_provisional": answer["is_provisional"],
        "due_soon_at": soon,
        "is_stopped": answer["is_stopped"],
        "next_check_at": None if answer["is_stopped"] else next_look(due_at, soon, after),
        "calendar_version": made.calendar_version,
        "closures_version": shut.version,
    }
