"""Puts the windows, services and matters of a pack into its hall."""

from collections.abc import Iterator
from datetime import datetime

from hall.catalogue import days
from hall.catalogue.models import MaterialRequirement, Matter, Service, Window
from hall.keys import uuid7
from hall.packs.shape import MatterEntry, WindowEntry


def add_windows(entries: tuple[WindowEntry, ...], *, now: datetime) -> tuple[int, int]:
    """Create what the hall does not have by code; returns how many windows and matters. Call inside the hall."""
    windows = {window.code: window for window in Window.objects.all()}
    new_windows = [_window(entry, now) for entry in entries if entry.code not in windows]
    windows |= {window.code: window for window in Window.objects.bulk_create(new_windows)}

    services = {service.code: service for service in Service.objects.all()}
    new_services = [
        Service(
            id=uuid7(now),
            window=windows[entry.code],
            code=service.code,
            name=service.name,
            english=service.english,
        )
        for entry in entries
        for service in entry.services
        if service.code not in services
    ]
    services |= {service.code: service for service in Service.objects.bulk_create(new_services)}

    known = set(Matter.objects.values_list("code", flat=True))
    new_matters = [
        (matter, _matter(matter, windows[entry.code], services[matter.service], now))
        for entry in entries
        for matter in entry.matters
        if matter.code not in known
    ]
    Matter.objects.bulk_create([row for _, row in new_matters])
    MaterialRequirement.objects.bulk_create(
        material for entry, row in new_matters for material in _materials(entry, row, now)
    )
    return len(new_windows), len(new_matters)


def _window(entry: WindowEntry, now: datetime) -> Window:
    return Window(
        id=uuid7(now),
        number=entry.number,
        stands_after=entry.stands_after,
        code=entry.code,
        name=entry.name,
        english=entry.english,
        provider=entry.provider,
        departments=list(entry.departments),
        joint_code=entry.joint_code,
        floor=entry.floor,
        phone=entry.phone,
        days_of_month=days.written(entry.days_of_month),
        is_open=entry.is_open,
    )


def _matter(entry: MatterEntry, window: Window, service: Service, now: datetime) -> Matter:
    return Matter(
        id=uuid7(now),
        window=window,
        service=service,
        code=entry.code,
        name=entry.name,
        english=entry.english,
        department=entry.department,
        legal_basis=entry.legal_basis,
        statutory_limit=entry.statutory.amount,
        statutory_unit=entry.statutory.unit.value,
        promised_limit=entry.promised.amount,
        promised_unit=entry.promised.unit.value,
        term=entry.term.value,
        route=entry.route.value,
        fee=entry.fee,
        fee_basis=entry.fee_basis,
        visits=entry.visits,
        is_online=entry.is_online,
    )


def _materials(entry: MatterEntry, matter: Matter, now: datetime) -> Iterator[MaterialRequirement]:
    for position, material in enumerate(entry.materials, 1):
        yield MaterialRequirement(
            id=uuid7(now),
            matter=matter,
            position=position,
            name=material.name,
            english=material.english,
            original=material.original,
            copies=material.copies,
            note=material.note,
        )
