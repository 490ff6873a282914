"""The only maker of first contacts: whoever is reached first is put on record with what was asked."""

from datetime import datetime

from county.now import TIMEZONE
from county.registry.permissions import Actor
from hall.cases.words import written_words
from hall.catalogue.models import Matter, Window
from hall.keys import uuid7
from hall.people import identity
from hall.people.models import Staff
from hall.people.sealed import seal
from hall.reception.contacts import PHONE, add_step, next_reminder
from hall.reception.models import ContactStep, FirstContact
from hall.reception.numbers import next_number
from hall.reception.once import once
from hall.regulations.current import regulation_on
from rules.errors import RuleError
from rules.rulebook import Rulebook

FIRST_CONTACT = "first_contact"  # what halls that have the system call it in [[systems]]


def record_contact(
    *,
    asked: str,
    actor: Actor,
    now: datetime,
    matter_code: str = "",
    window_code: str = "",
    visitor_name: str = "",
    phone: str = "",
    responsible_id: int | None = None,
    key: str | None = None,
) -> FirstContact:
    """Put on record who was asked what and when. The first-contact person is `responsible_id`, a user on the hall's
    staff; left out, the one who acts.

    A visitor need not give a name or a phone. Idempotent by `key` per caller, if one is given. Raises `words_missing`,
    `matter_unknown`, `window_unknown`, `staff_unknown`, `no_regulation`, `no_hours`, and those of names, phones, texts
    and of `once`.
    """
    said = written_words(asked, "asked")
    name = identity.normal_name(visitor_name, "visitorName") if visitor_name.strip() else ""
    number = identity.normal_phone(phone) if phone.strip() else ""
    person = staff_of(actor.id if responsible_id is None else responsible_id, "responsibleId")
    matter, window = _matter(matter_code), window_of(window_code) if window_code else None
    day = now.astimezone(TIMEZONE).date()
    rules = regulation_on(day)
    remind_at = next_reminder(rules, now)

    def make(mark: str | None) -> FirstContact:
        contact = FirstContact.objects.create(
            id=uuid7(now),
            number=next_number(day),
            came_at=now,
            asked=said,
            matter=matter,
            window=window,
            visitor_name=name,
            phone_sealed=seal(number, PHONE),
            phone_mask=identity.mask_phone(number) if number else "",
            responsible_id=person.user_id,
            responsible_name=person.name,
            holder_id=person.user_id,
            holder_name=person.name,
            article=_article(rules.rulebook),
            regulation_id=rules.id,
            request_key=mark,
            remind_at=remind_at,
        )
        add_step(contact, ContactStep.What.RECORDED, actor=actor, now=now, window=window)
        return contact

    same: dict[str, object] = {
        "asked": said,
        "visitor_name": name,
        "phone_mask": identity.mask_phone(number) if number else "",
        "matter": matter,
        "window": window,
        "responsible_id": person.user_id,
    }
    return once(FirstContact, key, make, same=same, actor=actor)


def staff_of(user_id: int | None, field: str) -> Staff:
    """The active member of staff. Raises `staff_unknown`."""
    found = Staff.objects.filter(user_id=user_id, is_active=True).first() if user_id is not None else None
    if found is None:
        raise RuleError("staff_unknown", "This hall has no such member of staff.", field)
    return found


def window_of(code: str) -> Window:
    """The window of this code. Raises `window_unknown`."""
    written = identity.plain_text(code, "windowCode", at_most=40)
    window = Window.objects.filter(code=written).first()
    if window is None:
        raise RuleError("window_unknown", "This hall has no such window.", "windowCode")
    return window


def _matter(code: str) -> Matter | None:
    written = identity.plain_text(code, "matterCode", at_most=40)
    if not written:
        return None
    matter = Matter.objects.filter(code=written).first()
    if matter is None:
        raise RuleError("matter_unknown", "This hall has no such matter.", "matterCode")
    return matter


def _article(rulebook: Rulebook) -> str:
    return next((system.article for system in rulebook.systems if system.code == FIRST_CONTACT), "")
