"""Every decision as a question, the facts, the answer and the trace: so that it can be decided again, years later.

A decision is kept as plain data. Whoever has its facts and the versions it was made by gets the same answer and
the same trace from `decide`; that is what replaying means.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from rules.classification import CaseFacts, Route, Term, kind_of
from rules.clock import due_at
from rules.errors import RuleError
from rules.hours import OpeningHours, written
from rules.limits import Limit, LimitUnit
from rules.rulebook import Rulebook
from rules.stops import Stop
from rules.trace import TraceLine
from rules.workdays import NamedDays, WorkCalendar

Data = Mapping[str, Any]


class Question(StrEnum):
    """What was decided."""

    KIND = "kind"
    DUE_DATE = "due_date"


@dataclass(frozen=True)
class Decision:
    """An answer with its reasons. `facts` and `answer` survive JSON unchanged."""

    question: Question
    facts: Data
    answer: Data
    trace: tuple[TraceLine, ...]

    def trace_data(self) -> list[dict[str, Any]]:
        return [line.as_data() for line in self.trace]


@dataclass(frozen=True)
class Basis:
    """The versions a decision rests on. Only a due date needs the calendar."""

    book: Rulebook
    calendar: WorkCalendar | None = None

    @property
    def hours(self) -> OpeningHours:
        """RuleError("no_hours") when the regulation is silent: without hours no clock runs."""
        if self.book.hours is None:
            raise RuleError(
                "no_hours", "The regulation in force names no opening hours, so no date can be promised."
            )
        return self.book.hours


def decide(question: Question, facts: Data, basis: Basis) -> Decision:
    """The decision that follows from these facts under these versions, and from nothing else."""
    return ANSWERS[question](facts, basis)


def kind_facts(facts: CaseFacts) -> dict[str, Any]:
    """The facts a kind is named by, as data."""
    return {each.name: _plain(getattr(facts, each.name)) for each in fields(facts)}


@dataclass(frozen=True)
class DueFacts:
    """What a due date is counted from. `closures`: the hall's own closed days from acceptance on, by name.

    `known_until` is the instant up to which a stop that has not ended is counted; None when none is running.
    """

    accepted_at: datetime
    limit: Limit
    stops: tuple[Stop, ...] = ()
    extension: Limit | None = None
    closures: NamedDays | None = None
    known_until: datetime | None = None

    def as_data(self) -> dict[str, Any]:
        """Only what there is: most cases have neither stops nor an extension nor closures."""
        data: dict[str, Any] = {"accepted_at": written(self.accepted_at), "limit": _limit_data(self.limit)}
        if self.stops:
            data["stops"] = [
                {"start": written(stop.start), "end": stop.end and written(stop.end), "reason": stop.reason}
                for stop in self.stops
            ]
        if self.extension:
            data["extension"] = _limit_data(self.extension)
        if self.closures:
            data["closures"] = {day.isoformat(): name for day, name in self.closures.items()}
        if self.known_until:
            data["known_until"] = written(self.known_until)
        return data

    @classmethod
    def from_data(cls, data: Data) -> "DueFacts":
        read = datetime.fromisoformat
        return cls(
            accepted_at=read(data["accepted_at"]),
            limit=_limit(data["limit"]),
            stops=tuple(
                Stop(read(stop["start"]), read(stop["end"]) if stop["end"] else None, stop["reason"])
                for stop in data.get("stops", ())
            ),
            extension=_limit(data["extension"]) if "extension" in data else None,
            closures={date.fromisoformat(day): name for day, name in data.get("closures", {}).items()},
            known_until=read(data["known_until"]) if "known_until" in data else None,
        )


def _kind(facts: Data, basis: Basis) -> Decision:
    case = CaseFacts(Term(facts["term"]), Route(facts["route"]), *_flags(facts))
    kind = kind_of(case, basis.book.kinds)
    return Decision(Question.KIND, facts, {"kind": kind.code if kind else ""}, kind.trace if kind else ())


def _due_date(facts: Data, basis: Basis) -> Decision:
    if basis.calendar is None:
        raise ValueError("A due date is counted by a calendar.")
    given = DueFacts.from_data(facts)
    calendar = basis.calendar.with_closures(given.closures) if given.closures else basis.calendar
    extended = given.extension or Limit(0, LimitUnit.WORKING_DAYS)
    due = due_at(
        given.accepted_at,
        given.limit,
        calendar=calendar,
        hours=basis.hours,
        stops=given.stops,
        extension_days=extended.amount,
        extension_unit=extended.unit,
        extension_article=extended.article,
        now=given.known_until,
    )
    answer = {
        "due_at": due.due_at.isoformat(),
        "is_provisional": due.is_provisional,
        "is_stopped": due.is_stopped,
    }
    return Decision(Question.DUE_DATE, facts, answer, due.trace)


ANSWERS: dict[Question, Callable[[Data, Basis], Decision]] = {
    Question.KIND: _kind,
    Question.DUE_DATE: _due_date,
}


def _flags(facts: Data) -> list[bool]:
    return [facts[name] for name in ("has_awaited_supplement", "was_returned")]


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, StrEnum) else value


def _limit_data(limit: Limit) -> dict[str, Any]:
    return {"amount": limit.amount, "unit": limit.unit.value, "article": limit.article}


def _limit(data: Data) -> Limit:
    return Limit(data["amount"], LimitUnit(data["unit"]), data["article"])
