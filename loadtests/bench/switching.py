"""What entering a hall costs: the same small query in the county, in one hall, and in halls by turns."""

from itertools import cycle

from django.db import connection
from loadtests.bench.rounds import Result, compare

from county.halls import HallRef, inside


def measure(halls: list[HallRef]) -> list[Result]:
    """Each variant is one `SELECT 1`; what differs is where. Entering and leaving are one round trip each."""
    turns = cycle(halls)

    def entering() -> None:
        with inside(next(turns)):
            ask()
        ask()

    def staying() -> None:
        ask()
        ask()

    return compare(
        {"two queries in the county": staying, "one in a hall, one back": entering}, rounds=5, turn=0.5
    )


def ask() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
