"""Whether each case still says what was decided on it: kind and due date are copies of the last answers, and the
facts these were decided from are the case's own."""

from collections.abc import Iterator
from datetime import datetime

from hall.cases.models import Case
from hall.decisions.models import DecisionRecord
from hall.decisions.selectors import decisions_by_subject, standing
from rules.decisions import DueFacts, Question

AT_ONCE = 1_000  # cases in memory


def disagreements() -> Iterator[tuple[Case, str]]:
    """Cases of the hall we are inside that were changed without a decision, each with what does not agree."""
    after = None
    while True:
        cases = Case.objects.order_by("pk")
        found = list((cases.filter(pk__gt=after) if after else cases)[:AT_ONCE])
        decided = decisions_by_subject(case.pk for case in found)
        for case in found:
            for sentence in _disagreements(case, decided[case.pk]):
                yield case, sentence
        if len(found) < AT_ONCE:
            return
        after = found[-1].pk


def _disagreements(case: Case, records: list[DecisionRecord]) -> list[str]:
    try:
        last = standing(records)
        return [*_of_kind(case, last.get(Question.KIND)), *_of_due_date(case, last.get(Question.DUE_DATE))]
    except (
        Exception
    ) as error:  # a forged record may break anything, and the cases after it are still looked at
        return [f"its decisions cannot be read: {type(error).__name__}: {error}"]


def _of_kind(case: Case, record: DecisionRecord | None) -> Iterator[str]:
    kind = record.answer["kind"] if record else None
    if kind != case.kind:
        yield f"its kind is {case.kind or 'none'}, decided was {kind or 'none'}"
    if record and record.regulation_id != case.regulation_id:
        yield "its kind was decided by another version of the regulation than the one it is pinned to"
    if record and (record.facts["term"], record.facts["route"]) != (case.term, case.route):
        yield "its kind was decided for another term or route"


def _of_due_date(case: Case, record: DecisionRecord | None) -> Iterator[str]:
    due_at = datetime.fromisoformat(record.answer["due_at"]) if record else None
    if due_at != case.due_at:
        yield f"it is due at {case.due_at}, decided was {due_at}"
    if record is None:
        return
    if record.answer["is_provisional"] != case.due_is_provisional:
        yield "its due date is provisional in one place and certain in the other"
    if record.regulation_id != case.regulation_id:
        yield "its due date was decided by another version of the regulation than the one it is pinned to"
    facts = DueFacts.from_data(record.facts)
    if facts.accepted_at != case.accepted_at:
        yield f"it was accepted at {case.accepted_at}, its due date is counted from {facts.accepted_at}"
    if (facts.limit.amount, facts.limit.unit) != (case.promised_limit, case.promised_unit):
        yield "another limit is promised on it than its due date was counted with"
