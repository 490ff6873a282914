"""Loads a pack into its hall: creates what is missing and leaves alone what is there, so twice is like once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from county.halls import HallRef, inside
from county.provisioning.provision import lock_schema
from county.registry.models import Department
from hall.packs.catalogue import add_windows
from hall.packs.people import add_staff, add_users, newcomers, staff_ids
from hall.packs.profile import add_profile
from hall.packs.read import PackError
from hall.packs.regulation import add_regulation
from hall.packs.shape import DepartmentEntry, Pack


@dataclass(frozen=True)
class Loaded:
    """How much was created; all zero when the hall had everything."""

    articles: int
    windows: int
    matters: int
    people: int


def load_departments(departments: tuple[DepartmentEntry, ...]) -> int:
    """Give the county the departments it does not know yet; returns how many. Names it has stay as they are."""
    known = set(Department.objects.values_list("code", flat=True))
    new = [
        Department(code=entry.code, name=entry.name, english=entry.english)
        for entry in departments
        if entry.code not in known
    ]
    Department.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def load_pack(hall: HallRef, pack: Pack, *, now: datetime) -> Loaded:
    """Fill a provisioned hall from its pack. Idempotent, and resumable when interrupted.

    What the hall changed since (a promised limit, a closed window, a role taken away) is never put back. New
    people get no password: whoever loads the pack decides how they first sign in. PackError when the pack is
    another hall's, or changes a regulation that is already published.

    One transaction under the hall's lock: users and memberships of people who are not yet staff, then profile,
    regulation, windows, matters, staff. Refused, nothing of it is there.
    """
    if pack.hall.code != hall.code:
        raise PackError(f"The pack of {pack.hall.code} cannot be loaded into {hall.code}.")
    with transaction.atomic():
        lock_schema(hall.schema_name)
        with inside(hall):
            staff = staff_ids()
        people = newcomers(pack.staff, staff)
        users = add_users(hall, people)
        with inside(hall):
            add_profile(pack.hall)
            articles = add_regulation(pack, now=now)
            windows, matters = add_windows(pack.windows, now=now)
            return Loaded(articles, windows, matters, add_staff(people, users, now=now))
