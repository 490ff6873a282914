"""The due date counted again from the case as it stands: after a stop, a resumption, an extension, a lifted return."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from county.standards.calendars import current_calendar
from hall.cases import deadlines
from hall.cases.judge import decide_due_date, due_fields
from hall.cases.models import Case, CaseEvent, ClockStop, ExtensionRequest
from hall.decisions.keep import Made
from hall.office.closures import closures, hall_calendar
from hall.regulations.current import Regulation, regulation
from rules.clock import Limit, LimitUnit, Stop, working_minutes_between
from rules.hours import written
from rules.transitions import Action


@dataclass(frozen=True)
class Again:
    """What the new count changes: fields of the case, what its event says, the decision, and rows that tell why its
    side deadlines moved."""

    fields: dict[str, Any]
    data: dict[str, Any]
    made: Made
    rows: Sequence[models.Model]

    @property
    def due_at(self) -> str:
        return str(self.made.decision.answer["due_at"])


def count_again(case: Case, *, now: datetime) -> Again:
    """Count the (locked, accepted) case with its stops and granted extensions as they stand on record now."""
    assert case.accepted_at is not None
    assert case.due_at is not None
    rules, calendar, shut = regulation(case.regulation_id), current_calendar(), closures()
    stops = stops_of(case)
    extension = extension_of(case, rules)
    made = decide_due_date(case, case.accepted_at, rules, calendar, shut, stops=stops, extension=extension)
    fields = due_fields(made, rules, calendar, shut, after=now)
    if fields["due_at"] < now and _is_marked_overdue(case, fields["due_at"]):
        fields["next_check_at"] = None  # one already marked overdue is not marked twice
    data = {
        "due_was": written(case.due_at),
        "due_at": made.decision.answer["due_at"],
        "calendar": calendar.version,
    }
    return Again(fields, data, made, deadlines.count_again(case, stops, now=now))


def minutes_late(case: Case, due_at: datetime, at: datetime) -> int:
    """Working minutes from `due_at` to `at`, as this hall works; below zero before it."""
    return working_minutes_between(due_at, at, hall_calendar(), regulation(case.regulation_id).hours)


def stops_of(case: Case) -> list[Stop]:
    """Every stop of the case, as the clock takes them."""
    rows = ClockStop.objects.filter(case=case).order_by("started_at", "id")
    return [Stop(row.started_at, row.ended_at, row.reason) for row in rows]


def extension_of(case: Case, rules: Regulation) -> Limit | None:
    """All granted days of the case together, by the article that allows them; None when there are none."""
    granted = ExtensionRequest.objects.filter(case=case, is_granted=True)
    days = granted.aggregate(days=models.Sum("days"))["days"] or 0
    bound = rules.rulebook.extension
    return Limit(days, LimitUnit(bound.unit), bound.article) if days and bound else None


def _is_marked_overdue(case: Case, due_at: datetime) -> bool:
    """Whether the sweep has marked the case as overdue at this due date."""
    marks = CaseEvent.objects.filter(case=case, action=Action.MARK_OVERDUE.value, happened_at=due_at)
    return marks.exists()
