"""What must be done on a case by when, besides the case itself: set, met, counted again; each with its reasons."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import models

from county.standards.calendars import current_calendar
from hall.cases.judge import due_date_by
from hall.cases.models import Case, Deadline
from hall.decisions.keep import Made, record_of
from hall.decisions.models import DecisionRecord
from hall.keys import uuid7
from hall.office.closures import closures
from hall.regulations.current import Regulation, regulation
from rules.clock import Limit, Stop
from rules.decisions import DueFacts, Question
from rules.hours import LOCAL, written
from rules.stops import StopReason

# A part of a joint case and the limits of an agency case stand still with their case; a citizen's time to supply
# papers does not.
STANDS_STILL_WITH_ITS_CASE = (
    Deadline.What.PART,
    Deadline.What.AGENCY_INSIDE,
    Deadline.What.AGENCY_UPWARD,
)


def new_deadline(
    case: Case,
    what: Deadline.What,
    limit: Limit,
    *,
    begins: datetime,
    now: datetime,
    subject_id: UUID | None = None,
    about: str = "",
    stops: Iterable[Stop] = (),
    rules: Regulation | None = None,
) -> tuple[Deadline, DecisionRecord]:
    """The row and why it is due then, by the regulation the case is pinned to (`rules`, where it is being pinned by
    this step); inserted with the step being taken."""
    day = begins.astimezone(LOCAL).date()
    facts = DueFacts(begins, limit, stops=tuple(stops), closures=closures().since(day))
    made = due_date_by(facts.as_data(), rules or regulation(case.regulation_id), current_calendar())
    row = Deadline(id=uuid7(now), case=case, what=what.value, subject_id=subject_id, about=about)
    _due(row, made)
    return row, record_of(made, subject_id=row.id, sequence=case.version + 1, now=now)


def meet(case: Case, *whats: Deadline.What, now: datetime, subject_id: UUID | None = None) -> None:
    """What was open of these is done; of one subject, if one is named."""
    rows = Deadline.objects.filter(case=case, what__in=[what.value for what in whats], met_at=None)
    rows = rows.filter(subject_id=subject_id) if subject_id else rows
    rows.update(met_at=now)


def reopen(case: Case, ended_at: datetime) -> None:
    """What was closed only because the case had ended then (the sweep closes it at that instant) is due again."""
    Deadline.objects.filter(case=case, met_at=ended_at).update(met_at=None)


def count_again(case: Case, stops: Iterable[Stop], *, now: datetime) -> list[models.Model]:
    """Deadlines that stand still with the case are due anew after its stops; returns why, to be inserted."""
    rows = Deadline.objects.filter(case=case, what__in=STANDS_STILL_WITH_ITS_CASE, met_at=None)
    stopped = tuple(stops)
    return _again(case, rows, lambda facts: (*stopped, *_above(facts)), now=now)


def stand_above(case: Case, what: Deadline.What, *, is_above: bool, now: datetime) -> list[models.Model]:
    """The deadline stands still from `now` on, because the case is with the authority above; or it goes on, because
    the case is back. One that was missed before stays missed. Returns why, to be inserted."""
    rows = Deadline.objects.filter(case=case, what=what.value, met_at=None, missed_at=None)

    def stops(facts: DueFacts) -> tuple[Stop, ...]:
        if is_above:
            return (*facts.stops, Stop(now, None, StopReason.ABOVE))
        return tuple(_ended(stop, now) for stop in facts.stops)

    return _again(case, rows, stops, now=now)


def _again(
    case: Case,
    found: models.QuerySet[Deadline],
    stops: Callable[[DueFacts], tuple[Stop, ...]],
    *,
    now: datetime,
) -> list[models.Model]:
    rows = list(found.order_by("id"))
    if not rows:
        return []
    facts = _facts_on_record(rows)
    rules, calendar = regulation(case.regulation_id), current_calendar()
    told: list[models.Model] = []
    for row in rows:
        again = replace(facts[row.pk], stops=stops(facts[row.pk]))
        made = due_date_by(again.as_data(), rules, calendar)
        move(row, made)
        told.append(record_of(made, subject_id=row.pk, sequence=case.version + 1, now=now))
    return told


def _above(facts: DueFacts) -> tuple[Stop, ...]:
    """Stops that are the deadline's own and none of its case."""
    return tuple(stop for stop in facts.stops if stop.reason == StopReason.ABOVE)


def _ended(stop: Stop, now: datetime) -> Stop:
    is_running = stop.reason == StopReason.ABOVE and stop.end is None
    return replace(stop, end=now) if is_running else stop


def due_by_now(row: Deadline, case: Case) -> Made:
    """When the row is due by the calendar and the closures of this moment, from its facts on record."""
    was = _facts_on_record([row])[row.pk]
    shut = closures().since(was.accepted_at.astimezone(LOCAL).date())
    again = replace(was, closures=shut)
    return due_date_by(again.as_data(), regulation(case.regulation_id), current_calendar())


def move(row: Deadline, made: Made) -> None:
    """It is due anew; the caller writes down why. What was missed stays missed unless it is due at another time."""
    was, missed_at = row.due_at, row.missed_at
    _due(row, made)
    if row.due_at == was:
        row.missed_at = missed_at
    row.save(update_fields=["due_at", "is_provisional", "is_stopped", "missed_at"])


def _facts_on_record(rows: Sequence[Deadline]) -> dict[UUID, DueFacts]:
    """What each was last counted from."""
    records = DecisionRecord.objects.filter(
        subject_id__in=[row.pk for row in rows], question=Question.DUE_DATE.value
    )
    newest = records.order_by("subject_id", "-sequence").distinct("subject_id")
    return {key: DueFacts.from_data(facts) for key, facts in newest.values_list("subject_id", "facts")}


def late_before(case: Case, instant: datetime) -> list[dict[str, str]]:
    """Which parts of the case were not decided in their time and still held it up at `instant`: its causes."""
    rows = Deadline.objects.filter(case=case, what=Deadline.What.PART.value, due_at__lt=instant)
    held_up = rows.filter(models.Q(met_at=None) | models.Q(met_at__gt=instant)).order_by("due_at", "id")
    return [{"what": row.what, "about": row.about, "due_at": written(row.due_at)} for row in held_up]


def _due(row: Deadline, made: Made) -> None:
    answer = made.decision.answer
    row.due_at = datetime.fromisoformat(answer["due_at"])
    row.is_provisional, row.is_stopped = answer["is_provisional"], answer["is_stopped"]
    row.missed_at = None  # due anew
