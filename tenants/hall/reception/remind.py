"""Reminds whoever is responsible of each first contact that has not ended, again and again until it does (督办)."""

import logging
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from county.registry.permissions import NOBODY
from hall.reception.contacts import add_step, next_reminder, rules_of
from hall.reception.end import end_with_its_case
from hall.reception.models import ContactStep, FirstContact
from rules.transitions import OPEN


def remind(*, now: datetime) -> int:
    """Remind of every open contact that is due for it; returns how many reminders there were. One whose case has ended
    ends instead, due or not. One bad row never stops the rest."""
    case_ended = Q(case__isnull=False) & ~Q(case__status__in=[status.value for status in OPEN])
    waiting = FirstContact.objects.filter(case_ended | Q(remind_at__lte=now), ended_at=None)
    return sum(
        _look_at(key, now) for key in list(waiting.order_by("remind_at", "id").values_list("pk", flat=True))
    )


def _look_at(key: UUID, now: datetime) -> bool:
    try:
        with transaction.atomic():
            waiting = FirstContact.objects.select_for_update(of=("self",), skip_locked=True)
            contact = waiting.select_related("case").filter(pk=key, ended_at=None).first()
            return contact is not None and _remind(contact, now)
    except Exception:  # whatever is wrong with this one, the others are reminded of
        logging.getLogger(__name__).exception("a reminder failed: first contact %s", key)
        return False


def _remind(contact: FirstContact, now: datetime) -> bool:
    if end_with_its_case(contact, now=now) or contact.remind_at is None or contact.remind_at > now:
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
