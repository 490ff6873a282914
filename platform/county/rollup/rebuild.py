"""The county's figures of one hall from scratch: written anew, or compared with the running ones.

The comparison counts by a way of its own (`count`, in Python from what the hall says now), so that a mistake in
the running way (SQL from stored facts, see record.py) cannot hide behind itself.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from county.rollup.models import CaseFact, DailyTally
from county.rollup.record import COLUMNS, one_at_a_time, recount, upsert
from county.rollup.report import CaseReport

TALLIED = ("received", "completed", "on_time", "late", "declined", "returned")
ENDS = {"completed": "completed", "collected": "completed", "declined": "declined", "returned": "returned"}


@dataclass(frozen=True)
class Slice:
    """All cases of a hall with ids after one and up to another (None: no end), as the hall has them now.

    `waiting` are those with events not yet reported: the county may rightly know less of them.
    """

    after: UUID | None
    up_to: UUID | None
    reports: Sequence[CaseReport]
    waiting: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class Difference:
    """A figure of the county that is not what the hall says. Holds ids, dates and counts only."""

    what: str
    field: str
    county: object
    hall: object

    def __str__(self) -> str:
        return f"{self.what} {self.field}: the county has {self.county}, the hall {self.hall}"


@dataclass
class Outcome:
    """How much was looked at, and what was wrong."""

    facts: int = 0
    tallies: int = 0
    waiting: int = 0
    differences: list[Difference] = field(default_factory=list)


def replace(hall_id: int, slices: Iterable[Slice], *, now: datetime) -> Outcome:
    """Forget this hall's figures and count them anew, in one transaction; reports of the hall wait meanwhile."""
    outcome = Outcome()
    with transaction.atomic():
        one_at_a_time(hall_id, now)
        CaseFact.objects.filter(hall_id=hall_id).delete()
        DailyTally.objects.filter(hall_id=hall_id).delete()
        days: set[date] = set()
        for each in slices:
            if each.reports:
                upsert(hall_id, each.reports)
            outcome.facts += len(each.reports)
            days.update(report.received_on for report in each.reports)
            days.update(report.ended_on for report in each.reports if report.ended_on)
        recount(hall_id, days)
        outcome.tallies = len(days)
    return outcome


def compare(hall_id: int, slices: Iterable[Slice]) -> Outcome:
    """Hold the running figures against the hall's cases, row by row. Writes nothing.

    Call it in one snapshot (REPEATABLE READ), or reports that arrive meanwhile look like differences.
    """
    outcome = Outcome()
    tallies: defaultdict[date, Counter[str]] = defaultdict(Counter)
    for each in slices:
        facts = _facts(hall_id, each)
        for report in each.reports:
            fact = facts.pop(report.case_id, None)
            said: CaseReport | None = report
            if report.case_id in each.waiting:
                outcome.waiting += 1
                said = fact  # what the hall says now is not yet reported: what the county last heard stands for it
            elif fact != report:
                outcome.differences += _differences(fact, report)
            if said:
                outcome.facts += 1
                count(said, tallies)
        outcome.differences += [
            Difference(f"case {case_id}", "fact", "one", "no such case") for case_id in facts
        ]
    outcome.differences += _tally_differences(hall_id, tallies, outcome)
    return outcome


def count(report: CaseReport, tallies: Mapping[date, Counter[str]]) -> None:
    """Add one case to the days it touches."""
    tallies[report.received_on]["received"] += 1
    if report.ended_on is None:
        return
    ended = tallies[report.ended_on]
    if name := ENDS.get(report.status):
        ended[name] += 1
    if report.was_on_time is not None:
        ended["on_time" if report.was_on_time else "late"] += 1


def _facts(hall_id: int, each: Slice) -> dict[UUID, CaseReport]:
    facts = CaseFact.objects.filter(hall_id=hall_id)
    if each.after:
        facts = facts.filter(case_id__gt=each.after)
    if each.up_to:
        facts = facts.filter(case_id__lte=each.up_to)
    return {row[0]: CaseReport(*row) for row in facts.values_list(*COLUMNS)}


def _differences(fact: CaseReport | None, report: CaseReport) -> Iterator[Difference]:
    what = f"case {report.case_id}"
    if fact is None:
        yield Difference(what, "fact", "none", f"{report.status} since event {report.sequence}")
        return
    for name in COLUMNS:
        county, hall = getattr(fact, name), getattr(report, name)
        if county != hall:
            yield Difference(what, name, county, hall)


def _tally_differences(
    hall_id: int, tallies: Mapping[date, Counter[str]], outcome: Outcome
) -> Iterator[Difference]:
    kept = {
        row[0]: row[1:] for row in DailyTally.objects.filter(hall_id=hall_id).values_list("day", *TALLIED)
    }
    for day in sorted({*kept, *tallies}):
        # A day of which nothing is left keeps a row of zeros: that equals no row.
        county, hall = kept.get(day, (0,) * len(TALLIED)), [tallies[day][name] for name in TALLIED]
        outcome.tallies += any(hall)
        for name, running, anew in zip(TALLIED, county, hall, strict=True):
            if running != anew:
                yield Difference(f"day {day}", name, running, anew)
