"""First contacts to read: what is open and of whom, the newest, one with its history."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from hall.cases.selectors import HEAVY
from hall.reception.models import FirstContact

SEALED = tuple(f"case__{column}" for column in HEAVY)


def contacts() -> QuerySet[FirstContact]:
    """All of them, the newest first, each with its case."""
    return FirstContact.objects.select_related("case").defer(*SEALED)


def contact_with_steps(contact_id: UUID) -> FirstContact | None:
    """One contact with what was done, in order; None when the hall has no such one."""
    found = contacts().select_related("matter", "window")
    return found.prefetch_related("steps__window").filter(pk=contact_id).first()


def open_contacts(user_id: int | None, *, at_most: int) -> Sequence[FirstContact]:
    """What this person answers for or has in hand and has not ended, the longest open first."""
    return _oldest(contacts().filter(_of(user_id)), at_most)


def open_contacts_of_others(user_id: int | None, *, at_most: int) -> Sequence[FirstContact]:
    """What everybody else has open, the longest open first."""
    return _oldest(contacts().exclude(_of(user_id)), at_most)


def ended_contacts(*, at_most: int) -> Sequence[FirstContact]:
    """What has ended, the newest first."""
    return list(contacts().exclude(ended_at=None)[:at_most])


def count_mine(user_id: int | None) -> int:
    """How many open contacts this person answers for or has in hand."""
    return FirstContact.objects.filter(_of(user_id), ended_at=None).count()


def _of(user_id: int | None) -> Q:
    return Q(responsible_id=user_id) | Q(holder_id=user_id)


def _oldest(found: QuerySet[FirstContact], at_most: int) -> Sequence[FirstContact]:
    return list(found.filter(ended_at=None).order_by("came_at", "id")[:at_most])
