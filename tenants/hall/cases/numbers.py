"""Gapless numbers per hall and local day: a counter row, taken last in the transaction that uses it."""

from datetime import date

from django.db import connection

TAKE = """
INSERT INTO cases_daycounter (day, last) VALUES (%s, 1)
ON CONFLICT (day) DO UPDATE SET last = cases_daycounter.last + 1
RETURNING last
"""


def take(day: date) -> int:
    """The next number of the day. Rolled back with the transaction, so a failed intake leaves no gap."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [day])
        return int(cursor.fetchone()[0])


def written(day: date, number: int) -> str:
    """As printed on the receipt: 20261123-0042."""
    return f"{day:%Y%m%d}-{number:04d}"
