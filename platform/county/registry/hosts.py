"""Which hall a host name means: looked up once, remembered for seconds."""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from county.halls import HallRef
from county.registry.models import Domain, Hall

REMEMBER_FOR = timedelta(seconds=5)
LONGEST_NAME = 253  # characters of a DNS name
REMEMBER_AT_MOST = 2_000  # hosts; strangers asking for random names must not fill memory


@dataclass(frozen=True)
class Place:
    """Where a host leads: to a hall, or (hall is None) to the county."""

    hall: HallRef | None


_known: dict[str, tuple[datetime, Place | None]] = {}
_lock = threading.Lock()


def place_of(host: str, *, now: datetime) -> Place | None:
    """The place a Host header means; None for an unknown one. Case, port and a trailing dot do not matter."""
    name = normal_host(host)
    if len(name) > LONGEST_NAME or not name.isprintable():
        return None  # no name at all: neither remembered nor asked for
    found = _known.get(name)
    if found and found[0] > now:
        return found[1]
    place = _look_up(name)
    with _lock:
        if len(_known) >= REMEMBER_AT_MOST:
            _known.clear()
        _known[name] = (now + REMEMBER_FOR, place)
    return place


def forget_hosts() -> None:
    """Look every host up again: called whenever a hall or a host changes in this process."""
    with _lock:
        _known.clear()


def settle_host(hall_id: int) -> None:
    """The only writer of `Hall.host`: where people are sent is the hall's main host."""
    main = (
        Domain.objects.filter(tenant_id=hall_id)
        .order_by("-is_primary", "pk")
        .values_list("domain", flat=True)
    )
    Hall.objects.filter(pk=hall_id).update(host=main.first() or "")


def normal_host(host: str) -> str:
    """Lower case, without port and trailing dot. An IPv6 literal keeps its brackets (and is never a hall)."""
    host = host.strip().lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0].removesuffix(".")


def _look_up(name: str) -> Place | None:
    if name == settings.COUNTY_HOST:
        return Place(hall=None)
    domain = Domain.objects.select_related("tenant").filter(domain=name).first()
    # A hall in maintenance is found, so that its visitors are told to come back; nobody gets into it.
    if domain is None or domain.tenant.status not in (Hall.Status.ACTIVE, Hall.Status.MAINTENANCE):
        return None
    return Place(hall=domain.tenant.ref)
