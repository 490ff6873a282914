"""How often one caller may try something: counted in the database, so it holds across processes."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import connection

from county.halls import HallRef, current_schema
from county.registry.models import Attempt
from county.registry.request import PlacedRequest

UPSERT = """
INSERT INTO registry_attempt (what, caller, "window", count) VALUES (%s, %s, %s, 1)
ON CONFLICT (what, caller, "window") DO UPDATE SET count = registry_attempt.count + 1
RETURNING count
"""


def allow(what: str, caller: str, *, at_most: int, per: timedelta, now: datetime) -> bool:
    """True while `caller` has tried `what` no more than `at_most` times in the current window of length `per`.

    Must be called outside a hall: the counts are the county's.
    """
    if current_schema() != "public":
        raise RuntimeError("Rates are counted outside a hall.")
    seconds = int(per.total_seconds())
    window = datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=now.tzinfo)
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, [what, caller, window])
        return int(cursor.fetchone()[0]) <= at_most


def caller_of(request: PlacedRequest, hall: HallRef | None = None, *, asks_for: str = "") -> str:
    """A digest of where a request comes from (the hall it asks, what it asks for); the address itself is not kept."""
    address = request.META.get("REMOTE_ADDR", "")
    place = hall.code if hall else ""
    return sha256(f"{settings.SECRET_KEY}|{place}|{address}|{asks_for}".encode()).hexdigest()


def forget_before(moment: datetime) -> int:
    """Drop counts of windows long over (nightly)."""
    deleted, _ = Attempt.objects.filter(window__lt=moment).delete()
    return deleted
