"""What `manage.py load_demo` does, step by step; each step does nothing where it was done before."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from county.halls import HallRef, inside
from county.now import TIMEZONE
from county.provisioning.provision import NewHall, provision
from county.registry.models import Hall
from county.registry.permissions import Actor, Role, permissions_of
from county.standards.calendars import current_calendar, from_package, publish
from county.standards.models import CalendarVersion
from hall.cases.models import Case
from hall.cases.sweep import sweep
from hall.catalogue.models import Matter
from hall.demo import people
from hall.demo.days import DAYS, work
from hall.demo.opening import Opening
from hall.demo.visitors import visits
from hall.packs.load import load_departments, load_pack
from hall.packs.read import read_departments, read_pack
from hall.people.models import Staff
from hall.regulations.current import regulation_on
from hall.reporting.report_up import report_up
from hall.telling.models import Message

WORKERS = frozenset({Role.CLERK.value})


def county(*, now: datetime) -> None:
    """The calendar, the departments, the county's people and program."""
    if not CalendarVersion.objects.exists():
        publish(from_package(1), reason="国务院办公厅历年放假安排", by="演示数据", now=now)
    load_departments(read_departments())
    people.county_people()
    people.integrator(None)


def hall(code: str, *, now: datetime) -> HallRef:
    """The hall of this pack with its rules, windows, matters, staff and program."""
    pack = read_pack(code)
    made = provision(NewHall(code, pack.hall.name, pack.hall.english, pack.hall.kind)).ref
    load_pack(made, pack, now=now)
    people.integrator(made)
    people.give_password(made)
    return made


def days(hall: HallRef, *, now: datetime, days: int = DAYS, tick: Callable[[], None] = lambda: None) -> None:
    """Live through the last days in one transaction: all of them or, interrupted, none. Then report up.

    A hall without matters has no days to live through.
    """
    clerks = _clerks(hall)
    with transaction.atomic(), inside(hall):
        if Matter.objects.exists() and not Case.objects.exists():
            hours = regulation_on(now.astimezone(TIMEZONE).date()).hours
            calendar = current_calendar()
            for _ in work(hall.code, clerks=clerks, calendar=calendar, hours=hours, now=now, days=days):
                tick()
            visits(hall.code, clerks, Opening(calendar, hours), now=now)
            while sweep(now=now).marked:
                pass
            # Nobody is told today of what a demo lived through in the past.
            Message.objects.update(next_try_at=None, failure="demo")
    report_up(hall, now=now)


def _clerks(hall: HallRef) -> list[Actor]:
    """The hall's window clerks as actors, in a fixed order."""
    clerk_ids = set(
        Hall.objects.get(pk=hall.id).memberships.filter(role__in=WORKERS).values_list("user_id", flat=True)
    )
    with inside(hall):
        staff = list(Staff.objects.filter(user_id__in=clerk_ids).order_by("user_id"))
    return [
        Actor(id=each.user_id, name=each.name, roles=WORKERS, permissions=permissions_of(WORKERS))
        for each in staff
    ]
