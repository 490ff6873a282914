"""The number of a first contact, F20260304-0001: counted per hall and local day."""

from datetime import date

from django.db import connection

TAKE = """
INSERT INTO reception_contactcounter (day, last) VALUES (%s, 1)
ON CONFLICT (day) DO UPDATE SET last = reception_contactcounter.last + 1
RETURNING last
"""


def next_number(day: date) -> str:
    """Take the next one; the counter stays locked until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [day])
        return f"F{day:%Y%m%d}-{cursor.fetchone()[0]:04}"
