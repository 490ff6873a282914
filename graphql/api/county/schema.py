"""The schema of the county's host. Its text is kept in api/snapshots/county.graphql."""

from datetime import date
from typing import Any

import graphene

from api.base.fields import BaseQuery, DeclaredField, PageField
from api.county.board import BoardType, HallConnection, board_of, halls
from county.registry.permissions import COUNTY_READ


class Query(BaseQuery):
    """Reading the county: from the rollup only, no query ever opens a hall."""

    halls = PageField(HallConnection, permission=COUNTY_READ)
    board = DeclaredField(
        BoardType,
        permission=COUNTY_READ,
        args={
            "from_": graphene.Argument(graphene.Date, name="from", required=True),
            "to": graphene.Argument(graphene.Date, required=True),
        },
        description="Both days included.",
    )

    @staticmethod
    def resolve_halls(root: None, info: Any, first: int | None, after: str | None = None) -> Any:
        return halls(first=first, after=after)

    @staticmethod
    def resolve_board(root: None, info: Any, from_: date, to: date) -> Any:
        return board_of(from_, to, info=info)


schema = graphene.Schema(query=Query)
