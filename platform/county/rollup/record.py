"""⑤ The county's side of reporting up: facts replaced by newer ones, touched days counted again.

Replay changes nothing: a report whose sequence is not newer is ignored, and a day's tally is always counted
from the facts, never added to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, fields
from datetime import date, datetime

from django.db import connection, transaction

from county.rollup.models import CaseFact, HallProgress
from county.rollup.report import CaseReport

COLUMNS = [each.name for each in fields(CaseReport)]
KEPT = [name for name in COLUMNS if name != "case_id"]

UPSERT = f"""
INSERT INTO rollup_casefact (hall_id, {", ".join(COLUMNS)}) VALUES %s
ON CONFLICT (hall_id, case_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in KEPT)}
WHERE excluded.sequence > rollup_casefact.sequence
"""  # noqa: S608 - column names come from our own dataclass

RECOUNT = """
INSERT INTO rollup_dailytally (hall_id, day, received, completed, on_time, late, declined, returned)
SELECT %(hall)s, d.day,
  (SELECT count(*) FROM rollup_casefact f WHERE f.hall_id = %(hall)s AND f.received_on = d.day),
  e.completed, e.on_time, e.late, e.declined, e.returned
FROM unnest(%(days)s::date[]) AS d(day)
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE status IN ('completed', 'collected')) AS completed,
         count(*) FILTER (WHERE was_on_time) AS on_time,
         count(*) FILTER (WHERE NOT was_on_time) AS late,
         count(*) FILTER (WHERE status = 'declined') AS declined,
         count(*) FILTER (WHERE status = 'returned') AS returned
  FROM rollup_casefact f WHERE f.hall_id = %(hall)s AND f.ended_on = d.day
) AS e
ON CONFLICT (hall_id, day) DO UPDATE SET
  received = excluded.received, completed = excluded.completed, on_time = excluded.on_time,
  late = excluded.late, declined = excluded.declined, returned = excluded.returned
"""


def record(hall_id: int, reports: Sequence[CaseReport], *, now: datetime) -> None:
    """Take in what a hall reports, in the transaction of the caller (which marks the events reported)."""
    if not reports:
        return
    with transaction.atomic():
        one_at_a_time(hall_id, now)
        before = CaseFact.objects.filter(hall_id=hall_id, case_id__in=[report.case_id for report in reports])
        days = _days(before.values_list("received_on", "ended_on"))
        upsert(hall_id, reports)
        recount(hall_id, days | _days((report.received_on, report.ended_on) for report in reports))


def recount(hall_id: int, days: Iterable[date]) -> None:
    """Count these days of a hall again from its facts."""
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, {"hall": hall_id, "days": sorted(days)})


def one_at_a_time(hall_id: int, now: datetime) -> None:
    """Two reports of one hall wait for each other here, so that no tally is counted from half a state."""
    HallProgress.objects.update_or_create(hall_id=hall_id, defaults={"reported_at": now})
    HallProgress.objects.select_for_update().get(hall_id=hall_id)


def upsert(hall_id: int, reports: Sequence[CaseReport]) -> None:
    """Facts as reported, unless a newer state is already known."""
    row = f"({', '.join(['%s'] * (len(COLUMNS) + 1))})"
    values = [value for report in reports for value in (hall_id, *astuple(report))]
    with connection.cursor() as cursor:
        cursor.execute(UPSERT % ", ".join([row] * len(reports)), values)


def _days(pairs: Iterable[tuple[date, date | None]]) -> set[date]:
    return {day for pair in pairs for day in pair if day is not None}
