"""A visitor is told once, in writing, everything that is missing (一次性告知), before there is any case."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.db import transaction

from county.halls import switching
from county.registry.permissions import Actor
from hall.cases.papers import checked_items
from hall.notices.content import contact_paper
from hall.notices.issue import TEMPLATE
from hall.reception.contacts import add_step, open_contact, rules_of
from hall.reception.models import ContactStep, FirstContact
from rules.errors import RuleError
from rules.hours import written


def tell_papers(contact_id: UUID, *, items: Sequence[str], actor: Actor, now: datetime) -> FirstContact:
    """Tell everything that is missing, with a notice to take along. Once: a second list is refused.

    Raises those of `open_contact`, `papers_told`, and those of `hall.cases.papers.checked_items`.
    """
    missing = checked_items(items)
    with transaction.atomic():
        contact = open_contact(contact_id, actor)
        if contact.steps.filter(what=ContactStep.What.TOLD_PAPERS.value).exists():
            raise RuleError(
                "papers_told", "The visitor was told already: all that is missing is told once.", "items"
            )
        told = _notice(contact, missing, actor, now)
        add_step(contact, ContactStep.What.TOLD_PAPERS, actor=actor, now=now, data=told)
    return contact


def _notice(contact: FirstContact, items: Sequence[str], actor: Actor, now: datetime) -> dict[str, Any]:
    """All that is printed, frozen; the phone stands in it masked."""
    book = rules_of(contact).rulebook
    article = book.supplement.article if book.supplement else contact.article
    facts = {
        "hall": switching.tenant.name,
        "number": contact.number,
        "notice_number": f"{contact.number}-告",
        "matter": contact.matter.name if contact.matter else contact.asked,
        "visitor": contact.visitor_name,
        "phone": contact.phone_mask,
        "came_at": written(contact.came_at),
        "responsible": contact.responsible_name,
        "items": list(items),
        "article": book.heading(article) if article else "",
        "issued_at": written(now),
        "issued_by": actor.name,
    }
    return {
        "items": list(items),
        "template": TEMPLATE,
        "paper": contact_paper(facts),
        "code_url": _guide_address(contact),
    }


def _guide_address(contact: FirstContact) -> str:
    """Where the guide sheet of the matter stands; of no matter in particular, the hall's own page."""
    home = settings.HALL_URL.format(host=switching.tenant.host)
    return f"{home}/matters/{quote(contact.matter.code, safe='')}/" if contact.matter else f"{home}/"
