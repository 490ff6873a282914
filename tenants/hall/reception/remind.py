"""Reminds whoever is responsible of each first contact that has not ended, again and again until it does (督办)."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction

from county.registry.permissions import NOBODY
from hall.reception.contacts import add_step, next_reminder, rules_of
from hall.reception.end import end_with_its_case
from hall.reception.models import ContactStep, FirstContact

AT_MOST = 1_000  # contacts a run


def remind(*, now: datetime) -> int:
    """Remind of every open contact that is due for it; returns how many reminders there were. One whose case has ended
    meanwhile ends instead. One bad row never stops the rest."""
    due = FirstContact.objects.filter(remind_at__lte=now).order_by("remind_at", "id")
    return sum(_look_at(key, now) for key in due.values_list("pk", flat=True)[:AT_MOST])


def _look_at(key: UUID, now: datetime) -> bool:
    try:
        with transaction.atomic():
            waiting = FirstContact.objects.select_for_update(of=("self",), skip_locked=True)
            contact = waiting.select_related("case").filter(pk=key, remind_at__lte=now).first()
            return contact is not None and _remind(contact, now)
    except Exception:  # whatever is wrong with this one, the others are reminded of
        logging.getLogger(__name__).exception("a reminder failed: first contact %s", key)
        return False


def _remind(contact: FirstContact, now: datetime) -> bool:
    if end_with_its_case(contact, now=now):
        return False
    contact.remind_at = next_reminder(rules_of(contact), now)
    contact.save(update_fields=["remind_at"])
    add_step(
        contact,
        ContactStep.What.REMINDED,
        actor=NOBODY,
        now=now,
        to_id=contact.responsible_id,
        to_name=contact.responsible_name,
    )
    return True
