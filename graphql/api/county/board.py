"""The county's board: every figure with its denominator, its period, its as-of and its calendar."""

from datetime import date
from typing import Any

import graphene

from api.base.page import Ordering, Page, connection, page
from api.base.scalars import DateTime
from county.registry.models import Hall
from county.rollup.board import Board, board
from rules.comparison import Unranked
from rules.errors import RuleError

BY_CODE = Ordering("halls", (("code", "text"),))
LONGEST_DAYS = 366

UnrankedReason = graphene.Enum.from_enum(
    Unranked, name="UnrankedReason", description="Why a hall is shown without a rank."
)


class HallType(graphene.ObjectType):
    """A service hall of the county."""

    class Meta:
        name = "Hall"

    code = graphene.String(required=True)
    name = graphene.String(required=True)
    english = graphene.String(required=True)
    kind = graphene.String(required=True)
    status = graphene.String(required=True)


class OnTimeRate(graphene.ObjectType):
    """A share with what it is a share of: on time, of the completed cases that had a due date."""

    on_time = graphene.Int(required=True)
    of = graphene.Int(required=True)
    value = graphene.Float(description="0 to 1; null where there is nothing to divide by.")


class BoardRow(graphene.ObjectType):
    """One hall in the period. What is open is of this moment, whatever the period."""

    code = graphene.String(required=True)
    name = graphene.String(required=True)
    english = graphene.String(required=True)
    rank = graphene.Int()
    unranked = UnrankedReason()
    received = graphene.Int(required=True)
    completed = graphene.Int(required=True)
    late = graphene.Int(required=True)
    declined = graphene.Int(required=True)
    returned = graphene.Int(required=True)
    open_due_soon = graphene.Int(required=True)
    open_overdue = graphene.Int(required=True)
    open_urged = graphene.Int(required=True, description="Open cases the hall itself has urged.")
    on_time_rate = graphene.Field(OnTimeRate, required=True)
    reported_at = DateTime(description="When the hall last reported; null before its first report.")

    def resolve_on_time_rate(self: Any, info: Any) -> OnTimeRate:
        return OnTimeRate(on_time=self.on_time, of=self.on_time + self.late, value=self.on_time_rate)


class BoardType(graphene.ObjectType):
    """The halls of the county side by side, best on-time rate first, unranked ones last."""

    class Meta:
        name = "Board"

    first_on = graphene.Date(required=True)
    last_on = graphene.Date(required=True)
    as_of = DateTime(required=True)
    calendar_version = graphene.Int()
    sample = graphene.Int(required=True, description="Fewer completed cases than this are not ranked.")
    rows = graphene.List(graphene.NonNull(BoardRow), required=True)


HallConnection = connection(HallType)


def halls(*, first: int | None, after: str | None) -> Page:
    """The halls by code."""
    return page(Hall.objects.all(), BY_CODE, first=first, after=after)


def board_of(first_on: date, last_on: date, *, info: Any) -> Board:
    """The board of a period. RuleError `period_reversed`, `period_too_long`."""
    if last_on < first_on:
        raise RuleError("period_reversed", "The period ends before it begins.", "to")
    if (last_on - first_on).days >= LONGEST_DAYS:
        raise RuleError("period_too_long", "Ask for %(most)s days at most.", "to", most=LONGEST_DAYS)
    return board(first_on, last_on, now=info.context.now)
