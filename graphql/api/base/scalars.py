"""Instants as the API writes them: ISO 8601 in the halls' local time, with its offset."""

from datetime import datetime
from typing import Any

import graphene
from graphql import GraphQLError

from county.now import TIMEZONE


class DateTime(graphene.DateTime):
    """An instant, ISO 8601, written in local time with its offset: 2026-03-04T10:00:00+08:00."""

    @staticmethod
    def serialize(dt: Any) -> str:
        if not isinstance(dt, datetime) or dt.tzinfo is None:
            raise TypeError("an instant must be an aware datetime")
        return dt.astimezone(TIMEZONE).isoformat()

    @staticmethod
    def parse_value(value: Any) -> datetime:
        """An instant without its offset is none: nobody knows when that was."""
        at: datetime = graphene.DateTime.parse_value(value)
        if at.tzinfo is None:
            raise GraphQLError("an instant must have an offset")
        return at
