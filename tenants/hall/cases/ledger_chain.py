"""Whether the ledger is whole: every event where it was written, as it was written, and no case missing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from hall.cases.events import chained
from hall.cases.models import Case, CaseEvent, DayCounter

AT_ONCE = 500  # cases in memory, with their events


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: a case by its number, and the event of it ("" and 0: the day itself)."""

    number: str
    sequence: int
    what: str


def faults() -> Iterator[Fault]:
    """Every fault of the hall we are inside, case by case, then the days with missing numbers."""
    after: UUID | None = None
    while True:
        cases = Case.objects.only("number", "version", "last_hash").order_by("pk")
        found = list((cases.filter(pk__gt=after) if after else cases)[:AT_ONCE])
        events: dict[UUID, list[CaseEvent]] = defaultdict(list)
        for event in CaseEvent.objects.filter(case__in=found).order_by("case_id", "sequence"):
            events[event.case_id].append(event)
        for case in found:
            yield from _of_case(case, events[case.pk])
        if len(found) < AT_ONCE:
            break
        after = found[-1].pk
    yield from _missing_cases()


def count_events() -> int:
    return CaseEvent.objects.count()


def _of_case(case: Case, events: Sequence[CaseEvent]) -> Iterator[Fault]:
    """Each event is looked at by itself and by what it says of the one before it."""
    expected, previous = 1, ""
    for event in events:
        if event.sequence != expected:
            yield Fault(case.number, expected, _gap(expected, event.sequence - 1))
        elif event.previous_hash != previous:
            yield Fault(
                case.number, event.sequence, "does not follow the event before it: one was moved or edited"
            )
        if event.hash != chained(event):
            yield Fault(case.number, event.sequence, f"was edited ({event.action})")
        expected, previous = event.sequence + 1, event.hash
    if expected <= case.version:
        yield Fault(case.number, expected, _gap(expected, case.version))
    elif (expected - 1, previous) != (case.version, case.last_hash):
        yield Fault(case.number, expected - 1, "is not the last event the case knows of")


def _gap(first: int, last: int) -> str:
    return "was removed" if first >= last else f"was removed, and so on up to event {last}"


def _missing_cases() -> Iterator[Fault]:
    """Numbers have no gap: as many cases a day as numbers were given out."""
    there = dict(Case.objects.order_by().values_list("day").annotate(n=Count("pk")))
    for day, last in DayCounter.objects.order_by("day").values_list("day", "last"):
        if there.get(day, 0) != last:
            numbers = set(Case.objects.filter(day=day).values_list("day_number", flat=True))
            for number in sorted(set(range(1, last + 1)) - numbers):
                yield Fault(f"{day:%Y%m%d}-{number:04}", 0, "the whole case was removed")
