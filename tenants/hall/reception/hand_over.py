"""A visitor is taken to the window that is in charge: to somebody there, by name, or with a time that is promised."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from county.registry.permissions import Actor
from hall.cases.words import moment, written_words
from hall.people import identity
from hall.people.models import Staff
from hall.people.sealed import seal
from hall.reception.contacts import PHONE, add_step, open_contact
from hall.reception.models import ContactStep, FirstContact
from hall.reception.record import staff_of, window_of
from rules.errors import RuleError

FURTHEST = timedelta(days=30)


def hand_over(
    contact_id: UUID, *, window_code: str, receiver_id: int, actor: Actor, now: datetime, note: str = ""
) -> FirstContact:
    """Hand the visitor over to a named receiver, who serves the window and is at work there. The first-contact person
    stays responsible.

    Raises those of `open_contact`, `window_unknown`, `window_closed`, `staff_unknown`,
    `receiver_not_at_window`, `already_in_these_hands`, and those of texts.
    """
    said = identity.plain_text(note, "note", at_most=500)
    window, receiver = window_of(window_code), staff_of(receiver_id, "receiverId")
    if not window.is_open:
        raise RuleError("window_closed", "This window is closed.", "windowCode")
    if not receiver.windows.filter(pk=window.pk).exists():
        raise RuleError(
            "receiver_not_at_window", "%(name)s does not serve this window.", "receiverId", name=receiver.name
        )
    with transaction.atomic():
        contact = open_contact(contact_id, actor)
        if contact.holder_id == receiver.user_id:
            raise RuleError(
                "already_in_these_hands", "%(name)s has it in hand already.", "receiverId", name=receiver.name
            )
        contact.holder_id, contact.holder_name = receiver.user_id, receiver.name
        contact.save(update_fields=["holder_id", "holder_name"])
        add_step(
            contact,
            ContactStep.What.HANDED_OVER,
            actor=actor,
            now=now,
            window=window,
            to_id=receiver.user_id,
            to_name=receiver.name,
            words=said,
        )
    return contact


def promise_time(
    contact_id: UUID,
    *,
    window_code: str,
    contacted: str,
    promised_at: datetime,
    requirements: str,
    actor: Actor,
    now: datetime,
    phone: str = "",
) -> FirstContact:
    """Nobody is at the window: say who of it was reached (`contacted`, a name), for when the visitor is asked back,
    with what, and how they are reached. The first-contact person is reminded at that time.

    Raises those of `open_contact`, `window_unknown`, `moment_out_of_range`, `contact_way_missing`,
    `words_missing`, and those of names, phones and texts.
    """
    window = window_of(window_code)
    handler = identity.normal_name(contacted, "contacted")
    at = moment(promised_at, "promisedAt", first=now, last=now + FURTHEST)
    said = written_words(requirements, "requirements")
    number = identity.normal_phone(phone) if phone.strip() else ""
    with transaction.atomic():
        contact = open_contact(contact_id, actor)
        if not number and not contact.phone_sealed:
            raise RuleError(
                "contact_way_missing", "Write down the phone number the visitor is reached at.", "phone"
            )
        contact.remind_at, phone_was = at, contact.phone_mask
        if number:
            contact.phone_sealed, contact.phone_mask = seal(number, PHONE), identity.mask_phone(number)
        contact.save(update_fields=["remind_at", "phone_sealed", "phone_mask"])
        add_step(
            contact,
            ContactStep.What.WINDOW_ABSENT,
            actor=actor,
            now=now,
            window=window,
            to_name=handler,
            promised_at=at,
            words=said,
            data={"phone_was": phone_was, "phone": contact.phone_mask} if number and phone_was else {},
        )
    return contact


def receivers() -> list[Staff]:
    """Active staff with the windows they serve, by name."""
    return list(
        Staff.objects.filter(is_active=True, windows__is_open=True).distinct().prefetch_related("windows")
    )
