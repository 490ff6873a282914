"""The county's board: all halls of a period side by side, from the rollup alone and in three queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, IntegerField, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from county.registry.models import Hall
from county.rollup.models import CaseFact, DailyTally, HallProgress
from county.standards.models import CalendarVersion
from rules.comparison import Rate, Unranked, ranking

COUNTED = ("received", "completed", "on_time", "late", "declined", "returned")
SAMPLE = 10  # completed cases with a due date below which a hall is shown but not ranked


@dataclass(frozen=True)
class HallRow:
    """One hall in one period. What is open is of this moment, whatever the period; a case whose clock stands still is
    neither due soon nor overdue."""

    code: str
    name: str
    english: str
    received: int
    completed: int
    on_time: int
    late: int
    declined: int
    returned: int
    open_due_soon: int
    open_overdue: int
    open_urged: int
    rank: int | None
    unranked: Unranked | None
    reported_at: datetime | None

    @property
    def rate(self) -> Rate:
        """On time, of the completed cases that had a due date."""
        return Rate(self.on_time, self.on_time + self.late)

    @property
    def on_time_rate(self) -> float | None:
        return self.rate.value


@dataclass(frozen=True)
class Board:
    """Everything a reader needs to judge the figures: period, as-of, calendar, least sample."""

    rows: tuple[HallRow, ...]
    first_on: date
    last_on: date
    as_of: datetime
    calendar_version: int | None
    sample: int = SAMPLE

    def total(self, name: str) -> int:
        return sum(getattr(row, name) for row in self.rows)

    @property
    def rate(self) -> Rate:
        on_time = self.total("on_time")
        return Rate(on_time, on_time + self.total("late"))


@dataclass(frozen=True)
class Day:
    """What all halls together did on one local day."""

    on: date
    received: int
    on_time: int
    late: int


def board(first_on: date, last_on: date, *, now: datetime) -> Board:
    """The halls from `first_on` to `last_on` (both included), best on-time rate first, unranked ones last."""
    sums = _sums(first_on, last_on)
    halls = [hall for hall in _halls(now) if hall.status != Hall.Status.CLOSED or hall.pk in sums]
    counts = {hall.code: sums.get(hall.pk, dict.fromkeys(COUNTED, 0)) for hall in halls}
    rates = {code: Rate(each["on_time"], each["on_time"] + each["late"]) for code, each in counts.items()}
    places = ranking(rates, at_least=SAMPLE)
    rows = [
        HallRow(
            code=hall.code,
            name=hall.name,
            english=hall.english,
            **counts[hall.code],
            open_due_soon=hall.open_due_soon,
            open_overdue=hall.open_overdue,
            open_urged=hall.open_urged,
            rank=places[hall.code].rank,
            unranked=places[hall.code].why,
            reported_at=hall.reported_at,
        )
        for hall in halls
    ]
    rows.sort(key=lambda row: (row.rank is None, row.rank, row.code))
    newest = CalendarVersion.objects.aggregate(newest=Max("number"))["newest"]
    return Board(tuple(rows), first_on, last_on, now, newest)


def trend(first_on: date, last_on: date) -> list[Day]:
    """Each day of the period on which any hall reported something, all halls together."""
    days = DailyTally.objects.filter(day__range=(first_on, last_on)).values_list("day").order_by("day")
    return [Day(*each) for each in days.annotate(Sum("received"), Sum("on_time"), Sum("late"))]


def _sums(first_on: date, last_on: date) -> dict[int, dict[str, int]]:
    tallies = DailyTally.objects.filter(day__range=(first_on, last_on)).values_list("hall_id")
    summed = tallies.annotate(*[Sum(name) for name in COUNTED])
    return {hall_id: dict(zip(COUNTED, sums, strict=True)) for hall_id, *sums in summed}


def _halls(now: datetime) -> Iterable[Any]:
    """Halls that have ever opened, with when they reported and what is open: due soon, overdue, urged."""
    running = CaseFact.objects.filter(hall_id=OuterRef("pk"), status="accepted", is_stopped=False)
    reported = HallProgress.objects.filter(hall_id=OuterRef("pk")).values("reported_at")
    halls: Iterable[Any] = (
        Hall.objects.exclude(status=Hall.Status.PROVISIONING)
        .annotate(
            open_due_soon=_count(running.filter(due_at__gte=now, due_soon_at__lte=now)),
            open_overdue=_count(running.filter(due_at__lt=now)),
            open_urged=_count(running.filter(urges__gt=0)),
            reported_at=Subquery(reported),
        )
        .order_by("code")
    )
    return halls


def _count(facts: QuerySet[CaseFact]) -> Coalesce:
    """How many of these one hall has."""
    counted = facts.order_by().values("hall_id").annotate(n=Count("*")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
