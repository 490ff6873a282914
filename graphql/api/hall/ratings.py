"""Ratings as the API shows them, to those who answer the bad ones."""

from typing import Any

import graphene

from api.base import ids
from api.base.fields import DeclaredField, blank_is_null
from api.base.page import Ordering, Page, connection
from api.base.scalars import DateTime
from api.hall import enums
from api.hall.case import CaseType
from api.hall.cases import page_with_cases
from county.registry.permissions import CASE_READ, RATING_FOLLOW_UP
from hall.feedback.follow_up import WAITING
from hall.feedback.models import Rating

NEWEST_FIRST = Ordering("ratings", (("rated_at", "instant"), ("id", "uuid")), is_descending=True)


class RatingType(graphene.ObjectType):
    """What the applicant of a finished case thinks of the service (好差评)."""

    class Meta:
        name = "Rating"
        default_resolver = blank_is_null

    id = graphene.ID(required=True)
    level = enums.RatingLevel(required=True)
    rated_at = DateTime(required=True)
    needs_follow_up = graphene.Boolean(required=True, description="It is a bad one, answered or not.")
    followed_up_at = DateTime(description="Null while nobody has answered it.")
    followed_up_by = graphene.String()

    case = DeclaredField(CaseType, permission=CASE_READ)
    words = DeclaredField(
        graphene.String, permission=RATING_FOLLOW_UP, description="In the applicant's words."
    )
    answer = DeclaredField(
        graphene.String, permission=RATING_FOLLOW_UP, description="What was found and done."
    )

    def resolve_id(self: Any, info: Any) -> str:
        return ids.written("Rating", self.pk)


RatingConnection = connection(RatingType)


def ratings(info: Any, *, first: int | None, after: str | None, to_follow_up: bool | None) -> Page:
    """A page of ratings, newest first."""
    rows = Rating.objects.all()
    if to_follow_up is not None:
        rows = rows.filter(WAITING) if to_follow_up else rows.exclude(WAITING)
    return page_with_cases(info, rows, NEWEST_FIRST, first=first, after=after)
