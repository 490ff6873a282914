"""Instants as the API writes them: ISO 8601 in the halls' local time, with its offset."""

from datetime import datetime
from typing import Any

import graphene
from django.utils.translation import gettext as _
from graphql import GraphQLError

from county.now import TIMEZONE


class DateTime(graphene.DateTime):
    """An instant, ISO 8601, written in local time with its offset: 2026-03-04T10:00:00+08:00."""

    @classmethod
    def parse_literal(cls, node: Any, _variables: Any = None) -> Any:
        return cls._aware(super().parse_literal(node, _variables))

    @classmethod
    def parse_value(cls, value: Any) -> Any:
        return cls._aware(super().parse_value(value))

    @staticmethod
    def _aware(read: Any) -> Any:
        """Without an offset an instant is a different one in every place."""
        if isinstance(read, datetime) and read.tzinfo is None:
            raise GraphQLError(_("An instant needs its offset: 2026-03-04T10:00:00+08:00."))
        return read

    @staticmethod
    def serialize(dt: Any) -> str:
        if not isinstance(dt, datetime) or dt.tzinfo is None:
            raise TypeError("an instant must be an aware datetime")
        return dt.astimezone(TIMEZONE).isoformat()
