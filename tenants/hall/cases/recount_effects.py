"""What the hall's own closures did to its open cases: how many each has moved, how many are still to be counted."""

from django.db import connection

from hall.cases.models import Case
from hall.office.closures import Closures
from rules.transitions import Status

MOVED = """
SELECT (cause ->> 'number')::int, count(*)
FROM cases_caseevent, jsonb_array_elements(data -> 'causes') AS cause
WHERE action = 'recount' AND cause ->> 'what' <> 'calendar' AND data ->> 'due_at' <> data ->> 'due_was'
GROUP BY 1
"""


def moved_by_notice() -> dict[int, int]:
    """How many cases each notice has moved, by its number; notices that moved none are left out."""
    with connection.cursor() as cursor:
        cursor.execute(MOVED)
        return dict(cursor.fetchall())


def count_left(shut: Closures) -> int:
    """Open cases that were last counted before the newest notice."""
    return Case.objects.filter(status=Status.ACCEPTED.value, closures_version__lt=shut.version).count()
