"""How far the halls have come in counting their open cases anew: their background work writes it, the county reads."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F, Max

from county.registry.models import Hall
from county.standards.models import CalendarVersion, Recount


@dataclass(frozen=True)
class Tally:
    """What one batch did."""

    counted: int = 0
    moved: int = 0
    confirmed: int = 0
    failed: int = 0


@contextmanager
def counting_alone(hall_id: int) -> Iterator[bool]:
    """Whether nobody else is counting in this hall; if so, nobody else will until the end of the block.

    The lock is the connection's own: with a killed worker it is gone.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('recount'), %s)", [hall_id])
        is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(hashtext('recount'), %s)", [hall_id])


def begin(hall_id: int, calendar_version: int, *, left: int, now: datetime) -> Recount:
    """A run begins, the first one or one that goes on after a halt: `left` cases are still to be counted by this
    version. What an earlier run has finished stays finished when none is left."""
    recount, _made = Recount.objects.get_or_create(
        hall_id=hall_id, calendar_version=calendar_version, defaults={"started_at": now}
    )
    recount.next_try_at = None
    if left or not recount.finished_at:
        recount.total, recount.failed = recount.counted + left, 0
        recount.finished_at = None
    recount.save(update_fields=["total", "failed", "finished_at", "next_try_at"])
    return recount


def add(recount: Recount, done: Tally) -> None:
    """Write down a batch, in the transaction of the batch itself."""
    Recount.objects.filter(pk=recount.pk).update(
        counted=F("counted") + done.counted,
        moved=F("moved") + done.moved,
        confirmed=F("confirmed") + done.confirmed,
        failed=F("failed") + done.failed,
    )


def end(recount: Recount, *, is_through: bool, left: int, now: datetime, next_try_at: datetime) -> None:
    """A run has looked at every case; the `left` ones are tried again at `next_try_at`. `is_through`: none of those is
    behind this version of the calendar."""
    recount.finished_at = (recount.finished_at or now) if is_through else None
    recount.left, recount.next_try_at = left, next_try_at if left else None
    recount.save(update_fields=["finished_at", "left", "next_try_at"])


def resting(now: datetime) -> dict[int, int]:
    """Halls in which what is left could not be counted a short while ago, and how many cases that are: nobody tries
    these again before their time."""
    newest = CalendarVersion.objects.aggregate(newest=Max("number"))["newest"]
    rows = Recount.objects.filter(calendar_version=newest, next_try_at__gt=now)
    return dict(rows.values_list("hall_id", "left"))


def uncounted() -> set[int]:
    """Active halls that have not counted by the calendar in force, or are not through yet."""
    newest = CalendarVersion.objects.aggregate(newest=Max("number"))["newest"]
    through = Recount.objects.filter(calendar_version=newest, finished_at__isnull=False)
    halls = Hall.objects.filter(status=Hall.Status.ACTIVE).exclude(pk__in=through.values("hall_id"))
    return set(halls.values_list("pk", flat=True)) if newest else set()


@dataclass(frozen=True)
class HallLine:
    """One hall's progress; `recount` is None where it has not begun."""

    hall: Hall
    recount: Recount | None

    @property
    def state(self) -> str:
        if self.recount is None:
            return "waiting"
        if self.recount.finished_at:
            return "finished"
        if self.hall.status != Hall.Status.ACTIVE:
            return "paused"  # nothing is done for such a hall until it is active again
        return "retrying" if self.recount.next_try_at else "counting"

    @property
    def percent(self) -> int:
        if self.recount is None:
            return 0
        looked_at = self.recount.counted + self.recount.failed
        return 100 * looked_at // self.recount.total if self.recount.total else 100


@dataclass(frozen=True)
class Progress:
    """All halls together, as of one moment."""

    lines: Sequence[HallLine]
    is_superseded: bool

    def total(self, name: str) -> int:
        return sum(getattr(line.recount, name) for line in self.lines if line.recount)

    @property
    def looked_at(self) -> int:
        return self.total("counted") + self.total("failed")

    @property
    def percent(self) -> int:
        """Hall by hall, because nobody knows yet how many cases those have that have not begun; 100 only when every
        hall has finished."""
        if self.is_over:
            return 100
        return min(99, sum(line.percent for line in self.lines) // len(self.lines))

    @property
    def finished(self) -> int:
        return sum(line.state == "finished" for line in self.lines)

    @property
    def is_over(self) -> bool:
        return self.finished == len(self.lines)

    @property
    def is_running(self) -> bool:
        """Whether it is worth looking again in a moment."""
        return not self.is_superseded and any(line.state in ("waiting", "counting") for line in self.lines)


def progress(calendar_version: int, *, newest: int) -> Progress:
    """Active halls, and those that have counted by this version before they were closed."""
    by_hall = {row.hall_id: row for row in Recount.objects.filter(calendar_version=calendar_version)}
    halls = [
        hall
        for hall in Hall.objects.order_by("code")
        if hall.status == Hall.Status.ACTIVE or hall.pk in by_hall
    ]
    is_superseded = calendar_version < newest
    lines = [
        HallLine(hall, by_hall.get(hall.pk)) for hall in halls if not is_superseded or hall.pk in by_hall
    ]
    return Progress(lines, is_superseded)
