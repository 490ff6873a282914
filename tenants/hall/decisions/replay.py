"""Decides again what is on record, from the same facts and by the same versions, and says where it differs."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from county.standards.calendars import calendar_version
from hall.decisions.models import DecisionRecord
from hall.regulations.current import regulation
from rules.decisions import Basis, Question, decide

AT_ONCE = 1_000  # records in memory


@dataclass(frozen=True)
class Replayed:
    """One record decided again. `difference` is empty when the law says the same as then."""

    subject_id: UUID
    sequence: int
    question: str
    difference: str = ""


def replay() -> Iterator[Replayed]:
    """Every decision of the hall we are inside, in the order of their keys."""
    after = None
    while True:
        records = DecisionRecord.objects.order_by("pk")
        found = list((records.filter(pk__gt=after) if after else records)[:AT_ONCE])
        for record in found:
            yield Replayed(record.subject_id, record.sequence, record.question, _difference(record))
        if len(found) < AT_ONCE:
            return
        after = found[-1].pk


def _difference(record: DecisionRecord) -> str:
    """What is said otherwise now; a record that cannot be read or decided again differs as well, whatever is wrong."""
    try:
        calendar = calendar_version(record.calendar_version) if record.calendar_version else None
        basis = Basis(regulation(record.regulation_id).rulebook, calendar)
        again = decide(Question(record.question), record.facts, basis)
    except (
        Exception
    ) as error:  # a forged record may break anything, and the ones after it are still looked at
        return f"cannot be decided again: {type(error).__name__}: {error}"
    if again.answer != record.answer:
        return f"answer: on record {_said(record.answer)}, now {_said(again.answer)}"
    if again.trace_data() != record.trace:
        return "the reasons on record are not those of the answer"
    return ""


def _said(answer: object) -> str:
    if not isinstance(answer, dict):
        return str(answer)
    return ", ".join(f"{name} {value}" for name, value in sorted(answer.items()))
