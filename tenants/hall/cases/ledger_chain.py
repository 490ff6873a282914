"""Whether the ledger is whole: every event where it was written, as it was written, and no case missing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from hall.cases.events import chained
from hall.cases.models import Case, CaseEvent, DayCounter

AT_ONCE = 500  # cases in memory, with their events
SAYS = ("number", "version", "last_hash", "status")  # what a case says of its last event


@dataclass(frozen=True)
class Fault:
    """What is wrong, and where: a case by its number, and the event of it (0: the case, or the day, itself)."""

    number: str
    sequence: int
    what: str


def faults() -> Iterator[Fault]:
    """Every fault of the hall we are inside, case by case, then the days with missing numbers."""
    after: UUID | None = None
    while True:
        cases = Case.objects.only(*SAYS).order_by("pk")
        found = list((cases.filter(pk__gt=after) if after else cases)[:AT_ONCE])
        events: dict[UUID, list[CaseEvent]] = defaultdict(list)
        for event in CaseEvent.objects.filter(case__in=found).order_by("case_id", "sequence"):
            events[event.case_id].append(event)
        for case in found:
            if any(_of_case(case, events[case.pk])):
                yield from _again(case)
        if len(found) < AT_ONCE:
            break
        after = found[-1].pk
    yield from _missing_cases()


def _again(case: Case) -> Sequence[Fault]:
    """The faults of a case that stands still: a step may have been taken between reading it and its events."""
    with transaction.atomic():
        locked = Case.objects.only(*SAYS).select_for_update().get(pk=case.pk)
        return list(_of_case(locked, list(CaseEvent.objects.filter(case=locked).order_by("sequence"))))


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
    elif events[-1].to_status != case.status:
        yield Fault(case.number, 0, f"is {case.status}, and its last event left it {events[-1].to_status}")


def _gap(first: int, last: int) -> str:
    return "was removed" if first >= last else f"was removed, and so on up to event {last}"


def _missing_cases() -> Iterator[Fault]:
    """Numbers have no gap: as many cases a day as numbers were given out, and on no other day any."""
    there = dict(Case.objects.order_by().values_list("day").annotate(n=Count("pk")))
    given = dict(DayCounter.objects.values_list("day", "last"))
    for day in sorted({*there, *given}):
        last = given.get(day, 0)
        if there.get(day, 0) == last:
            continue
        numbers = set(Case.objects.filter(day=day).values_list("day_number", flat=True))
        for number in sorted(set(range(1, last + 1)) - numbers):
            yield Fault(f"{day:%Y%m%d}-{number:04}", 0, "the whole case was removed")
        # Counted before the counter was read: cases that come in meanwhile cannot be more than it says.
        if there.get(day, 0) > last:
            yield Fault(f"{day:%Y%m%d}", 0, "the counter of the day was set back")
