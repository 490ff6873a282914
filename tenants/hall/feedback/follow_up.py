"""A bad rating is looked into and answered, once; and which wait for that."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from county.registry.permissions import Actor
from hall.cases.selectors import HEAVY
from hall.feedback.models import Rating
from hall.people import identity
from rules.errors import RuleError

LONGEST = 500
WAITING = Q(needs_follow_up=True, followed_up_at=None)
SEALED = tuple(f"case__{column}" for column in HEAVY)


def follow_up_rating(rating_id: UUID, *, answer: str, actor: Actor, now: datetime) -> Rating:
    """Answer a bad rating with what was found and done; whoever gave it reads that. Of two who answer at once, one
    wins and the other is told.

    Raises `rating_unknown`, `rating_needs_none` (it was not bad), `already_followed_up`, `answer_missing`, and those of
    texts.
    """
    said = identity.plain_text(answer, "answer", at_most=LONGEST)
    if not said:
        raise RuleError("answer_missing", "Say what was found and what was done.", "answer")
    with transaction.atomic():
        rating = _waiting(rating_id)
        rating.answer, rating.followed_up_at, rating.followed_up_by = said, now, actor.name
        rating.save(update_fields=["answer", "followed_up_at", "followed_up_by"])
    return rating


def to_follow_up(*, at_most: int) -> Sequence[Rating]:
    """Bad ratings nobody has answered yet, the longest waiting first, each with its case."""
    waiting = Rating.objects.filter(WAITING)
    return list(waiting.select_related("case").defer(*SEALED).order_by("rated_at", "id")[:at_most])


def newest(*, at_most: int) -> Sequence[Rating]:
    """All others, the newest first, each with its case."""
    rest = Rating.objects.exclude(WAITING)
    return list(rest.select_related("case").defer(*SEALED).order_by("-rated_at", "-id")[:at_most])


def _waiting(rating_id: UUID) -> Rating:
    """The rating, locked until the transaction ends."""
    rating = Rating.objects.select_for_update().filter(pk=rating_id).first()
    if rating is None:
        raise RuleError("rating_unknown", "This hall has no such rating.", "id")
    if not rating.needs_follow_up:
        raise RuleError("rating_needs_none", "Only a bad rating is followed up.", "id")
    if rating.followed_up_at is not None:
        raise RuleError(
            "already_followed_up",
            "%(who)s has followed this rating up already.",
            "id",
            who=rating.followed_up_by,
        )
    return rating
