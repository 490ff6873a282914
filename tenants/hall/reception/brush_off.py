"""A citizen reports that they were brushed off (首问推诿): it becomes a lead the discipline officer looks into."""

from datetime import datetime

from county.now import TIMEZONE
from county.registry.permissions import Actor
from hall.cases.words import checked_words
from hall.conduct.leads import reported
from hall.conduct.models import ConductLead
from hall.people import identity
from hall.people.models import Staff
from hall.reception.models import FirstContact
from hall.reception.once import once
from hall.reception.record import window_of
from hall.regulations.current import regulation_on
from rules.errors import RuleError
from rules.tables.named import NamedRule


def forbidden(now: datetime) -> tuple[NamedRule, ...]:
    """The brush-offs this hall's regulation forbids; empty where it names none, or none is in force."""
    try:
        return regulation_on(now.astimezone(TIMEZONE).date()).rulebook.brush_offs
    except RuleError:
        return ()


def report_brush_off(
    *,
    code: str,
    words: str,
    actor: Actor,
    now: datetime,
    of_whom: str = "",
    window_code: str = "",
    contact_number: str = "",
    key: str | None = None,
) -> ConductLead:
    """Put a citizen's report on record. `code` is one of the hall's own brush-offs, `of_whom` a name or badge as the
    citizen gives it; where none is given, a first contact that is named says who it was. Who reports stays unknown;
    `actor` passes it on. Idempotent by `key` per caller, if one is given.

    Raises `brush_off_unknown`, `reason_missing`, `window_unknown`, `contact_unknown`, those of texts and of `once`.
    """
    rules = regulation_on(now.astimezone(TIMEZONE).date())
    rule = next((each for each in rules.rulebook.brush_offs if each.code == code), None)
    if rule is None:
        raise RuleError("brush_off_unknown", "This hall's regulation names no such brush-off.", "code")
    said = checked_words(words, "words")
    contact = _contact(contact_number)
    staff_id, staff_name = _whom(of_whom, contact)
    window = window_of(window_code).name if window_code.strip() else ""

    def make(mark: str | None) -> ConductLead:
        lead = reported(
            ConductLead.Code.BRUSH_OFF,
            detail_code=rule.code,
            article=rule.article,
            staff_id=staff_id,
            staff_name=staff_name,
            words=said,
            passed_on_by=actor.name or actor.client,
            contact=contact,
            request_key=mark,
            now=now,
            regulation=str(rules.id),
            window=window,
        )
        lead.save(force_insert=True)
        return lead

    same: dict[str, object] = {
        "words": said,
        "detail_code": rule.code,
        "staff_name": staff_name,
        "contact": contact,
    }
    return once(ConductLead, key, make, same=same, actor=actor)


def _contact(number: str) -> FirstContact | None:
    written = identity.plain_text(number, "contactNumber", at_most=20)
    if not written:
        return None
    contact = FirstContact.objects.filter(number=written).first()
    if contact is None:
        raise RuleError("contact_unknown", "This hall has no such first contact.", "contactNumber")
    return contact


def _whom(said: str, contact: FirstContact | None) -> tuple[int | None, str]:
    """The only member of staff of that name, else the words alone; where nobody is named, the first-contact person."""
    name = identity.plain_text(said, "ofWhom", at_most=60)
    if not name and contact is not None:
        return contact.responsible_id, contact.responsible_name
    found = list(Staff.objects.filter(name=name)[:2]) if name else []
    return (found[0].user_id if len(found) == 1 else None), name
