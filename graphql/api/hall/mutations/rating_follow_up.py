"""ratingFollowUp: answer a bad rating, once."""

from typing import Any

import graphene

from api.base import ids
from api.base.mutation import BaseMutation
from api.hall.ratings import RatingType
from county.registry.permissions import RATING_FOLLOW_UP
from hall.feedback.follow_up import follow_up_rating


class RatingFollowUp(BaseMutation):
    """Answer a bad rating with what was found and done; whoever gave it reads that."""

    rating = graphene.Field(RatingType)

    class Arguments:
        id = graphene.ID(required=True)
        answer = graphene.String(required=True)

    class Meta:
        permission = RATING_FOLLOW_UP

    @classmethod
    def perform(cls, info: Any, *, id: str, answer: str) -> "RatingFollowUp":
        rating = follow_up_rating(
            ids.read(id, "Rating"), answer=answer, actor=info.context.actor, now=info.context.now
        )
        return cls(rating=rating)
