"""100,000 open cases of 50 halls counted again: by a calendar that moves a third of them, by one that moves none."""

import time
from datetime import date, datetime

from django.db import connection
from loadtests.bench.halls import MATTER, furnish, halls

from county.halls import HallRef, inside
from county.now import TIMEZONE
from county.registry.permissions import Actor
from county.standards.calendars import from_package
from county.standards.models import CalendarVersion, Recount
from hall.cases.actions import accept_case
from hall.cases.intake import Application, intake
from hall.cases.models import Case, CaseEvent
from hall.cases.recount import recount
from hall.decisions.models import DecisionRecord
from hall.keys import uuid7
from rules.workdays import DAY, WorkCalendar

HALLS, CASES = 50, 2_000
CLERK = Actor(id=1, name="bench")
# Ten working days from these days: until 25 December, until 30 December, into 2027.
DAYS = [datetime(2026, 12, day, 10, 0, tzinfo=TIMEZONE) for day in (11, 16, 22)]
HOLIDAYS = {date(2027, 1, 1) + DAY * n: "New Year's Day" for n in range(3)}


def measure(halls_wanted: int = HALLS, cases: int = CASES) -> None:
    """Two recounts of everything, one process, one connection; each hall as its task does it, batch by batch."""
    if not CalendarVersion.objects.exists():
        _publish(from_package(1))
    with halls(halls_wanted) as made:
        began = time.perf_counter()
        for hall in made:
            _fill(hall, cases)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"\nCounting open cases again: {halls_wanted} halls, {halls_wanted * cases:,} cases")
        print(f"  made in {time.perf_counter() - began:.0f} s")
        old = _newest()
        moving = WorkCalendar(
            old.version + 1,
            old.first_on,
            date(2027, 12, 31),
            {**old.holidays, **HOLIDAYS},
            old.makeup_days,
        )
        _measure("a third moves", moving, made)
        _measure(
            "nothing moves",
            WorkCalendar(
                moving.version + 1, moving.first_on, moving.last_on, moving.holidays, moving.makeup_days
            ),
            made,
        )


def _measure(name: str, calendar: WorkCalendar, made: list[HallRef]) -> None:
    _publish(calendar)
    began = time.perf_counter()
    for hall in made:
        while recount(hall, clock=lambda: DAYS[-1]):
            pass
    took = time.perf_counter() - began
    rows = Recount.objects.filter(calendar_version=calendar.version)
    counted, moved = (sum(rows.values_list(name, flat=True)) for name in ("counted", "moved"))
    print(
        f"  {name:<14} {counted:>9,} counted {moved:>9,} moved {took:>7.1f} s {counted / took:>9,.0f} cases/s",
        flush=True,
    )


def _publish(calendar: WorkCalendar) -> None:
    """The row alone: nobody else is to count anything."""
    CalendarVersion.objects.create(
        number=calendar.version,
        first_on=calendar.first_on,
        last_on=calendar.last_on,
        days=calendar.as_data(),
        reason="bench",
        published_at=DAYS[-1],
        published_by="bench",
    )


def _newest() -> WorkCalendar:
    return WorkCalendar.from_data(CalendarVersion.objects.order_by("-number")[0].days)


def _fill(hall: HallRef, cases: int) -> None:
    """One case a day by the verbs, then copied with its events and decisions by the database itself."""
    with inside(hall):
        furnish(DAYS[0])
        for day in DAYS:
            case = intake(Application(MATTER, "李小明", "13800138000"), key=str(day), actor=CLERK, now=day)
            accept_case(case.pk, actor=CLERK, now=day)
        for n, case in enumerate(list(Case.objects.all())):
            _copy(case, cases // len(DAYS) + (n < cases % len(DAYS)))


def _copy(case: Case, times: int) -> None:
    twins = [uuid7(DAYS[-1]) for _ in range(times - 1)]
    own = {
        "cases_case": {
            "id": "twin.id",
            "number": "old.number || '-' || twin.n",
            "day_number": "old.day_number + 10 * twin.n",
        },
        "cases_caseevent": {"id": "uuidv7()", "case_id": "twin.id", "reported_at": "now()"},
        "decisions_decisionrecord": {"id": "uuidv7()", "subject_id": "twin.id"},
    }
    keys = {"cases_case": "id", "cases_caseevent": "case_id", "decisions_decisionrecord": "subject_id"}
    for model in (Case, CaseEvent, DecisionRecord):
        table = model._meta.db_table
        columns = [str(field.column) for field in model._meta.concrete_fields]
        values = ", ".join(own[table].get(column, f"old.{column}") for column in columns)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} old, "  # noqa: S608 - our own names
                f"unnest(%s::uuid[]) WITH ORDINALITY AS twin(id, n) WHERE old.{keys[table]} = %s",
                [twins, case.pk],
            )
