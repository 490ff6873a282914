"""Makes the people of a pack users of the county, members of their hall, and its staff."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from county.halls import HallRef
from county.registry.models import Membership, User
from hall.catalogue.models import Window
from hall.keys import uuid7
from hall.packs.shape import StaffEntry
from hall.people.models import Staff


def staff_ids() -> set[int]:
    """The users who are staff already. Call inside the hall."""
    return set(Staff.objects.values_list("user_id", flat=True))


def newcomers(entries: Sequence[StaffEntry], staff: set[int]) -> list[StaffEntry]:
    """Those who are not staff yet: only they get their roles, for one taken away must not come back."""
    names = [entry.username for entry in entries]
    ids = dict(User.objects.filter(username__in=names).values_list("username", "id"))
    return [entry for entry in entries if ids.get(entry.username) not in staff]


def add_users(hall: HallRef, entries: Sequence[StaffEntry]) -> dict[str, int]:
    """A user without a password for each who has none, and the memberships; user id by username. Call in the
    transaction of the load."""
    users = {}
    for entry in entries:
        user = User.objects.filter(username=entry.username).first()
        user = user or User.objects.create_user(entry.username, None, name=entry.name)
        for role in entry.roles:
            Membership.objects.get_or_create(user=user, hall_id=hall.id, role=role.value)
        users[entry.username] = user.pk
    return users


def add_staff(entries: Sequence[StaffEntry], users: Mapping[str, int], *, now: datetime) -> int:
    """Staff at their windows; returns how many are new. Call inside the hall, under its lock."""
    known = staff_ids()
    new = [entry for entry in entries if users[entry.username] not in known]
    rows = [
        Staff(id=uuid7(now), user_id=users[entry.username], name=entry.name, post=entry.post) for entry in new
    ]
    Staff.objects.bulk_create(rows)
    windows = {window.code: window for window in Window.objects.all()}
    at_window = Staff.windows.through
    at_window.objects.bulk_create(
        at_window(staff=row, window=windows[code])
        for entry, row in zip(new, rows, strict=True)
        for code in entry.windows
    )
    return len(new)
