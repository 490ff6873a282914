"""The only maker of ratings: once, of a finished case, by whoever holds its receipt."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from county.registry.permissions import Actor
from hall.cases.models import Case
from hall.cases.receipt import case_of_receipt
from hall.feedback.models import Rating
from hall.keys import uuid7
from hall.people import identity
from rules.errors import RuleError
from rules.transitions import Status

LONGEST = 500
FINISHED = frozenset({Status.COMPLETED, Status.COLLECTED})
BAD = frozenset({Rating.Level.DISSATISFIED, Rating.Level.VERY_DISSATISFIED})


def is_rateable(case: Case) -> bool:
    """Whether the matter is settled; whether it was rated already is another question."""
    return case.status in FINISHED


def rate_case(number: str, tail: str, *, level: int, words: str = "", actor: Actor, now: datetime) -> Rating:
    """Rate the case of this receipt, 5 (very satisfied) to 1; a bad rating is marked to be followed up.

    Raises `receipt_unknown` (never saying which of the two is wrong), `level_unknown`, `case_not_finished`,
    `already_rated`, and those of texts.
    """
    if level not in Rating.Level.values:
        raise RuleError("level_unknown", "Choose one of the five levels.", "level")
    said = identity.plain_text(words, "words", at_most=LONGEST)
    case = case_of_receipt(number, tail)
    if case is None:
        raise RuleError("receipt_unknown", "No case fits this number and these four digits.", "number")
    if not is_rateable(case):
        raise RuleError("case_not_finished", "A case is rated once it is finished.", "number")
    rating = Rating(
        id=uuid7(now),
        case=case,
        level=level,
        words=said,
        rated_at=now,
        passed_on_by=actor.client,
        needs_follow_up=level in BAD,
    )
    try:
        with transaction.atomic():
            rating.save(force_insert=True)
    except IntegrityError:
        if rating_of(case.pk) is None:
            raise
        raise RuleError("already_rated", "This case has been rated already.", "number") from None
    return rating


def rating_of(case_id: UUID) -> Rating | None:
    """The rating of a case, if it has one."""
    return Rating.objects.filter(case_id=case_id).first()
