"""Gapless numbers per hall and local day: a counter row, taken in the very statement that writes the case."""

from functools import cache

from django.db import connection, models

from hall.cases.insert import document, insert
from hall.cases.models import Case

TAKE = """
INSERT INTO cases_daycounter (day, last) VALUES (%s, 1)
ON CONFLICT (day) DO UPDATE SET last = cases_daycounter.last + 1
RETURNING day, last
"""
# As printed on the receipt: 20261123-0042; after the 9999th it grows by a digit.
WRITTEN = (
    "to_char(taken.day, 'YYYYMMDD-') || lpad(taken.last::text, greatest(4, length(taken.last::text)), '0')"
)


def insert_numbered(case: Case, *others: models.Model) -> None:
    """INSERT the case and what belongs to it in one statement, which gives it the next number of its day.

    One statement is whole or nothing: a failure leaves no gap, and the counter is locked no longer than it runs.
    """
    with connection.cursor() as cursor:
        cursor.execute(_statement(*map(type, others)), [case.day, *map(document, others), document(case)])
        case.number, case.day_number = cursor.fetchone()
    for row in (case, *others):
        row._state.adding = False


@cache  # written once per process
def _statement(*others: type[models.Model]) -> str:
    parts = "".join(f", part{n} AS ({insert(table)})" for n, table in enumerate(others))
    numbered = insert(Case, instead={"number": WRITTEN, "day_number": "taken.last"}, of="taken")
    return f"WITH taken AS ({TAKE}){parts} {numbered} RETURNING number, day_number"
