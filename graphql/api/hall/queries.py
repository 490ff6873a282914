"""What can be asked of a hall. The catalogue is public, as the law on disclosure wants; cases are not."""

from typing import Any

import graphene

from api.base.fields import BaseQuery, DeclaredField, PageField
from api.hall import cases, catalogue, conduct, enums, ratings
from api.hall.case import CaseConnection, CaseType
from api.hall.first_contact import FirstContactConnection, first_contacts
from api.hall.place import Hall, Me
from county.registry.permissions import CASE_READ, CONDUCT_READ, RATING_FOLLOW_UP, RECEPTION_WORK


class Query(BaseQuery):
    """Reading a hall."""

    hall = DeclaredField(Hall, public=True, required=True)
    me = DeclaredField(Me, public=True, description="Null for strangers.")
    windows = PageField(catalogue.WindowConnection, public=True)
    matters = PageField(
        catalogue.MatterConnection,
        public=True,
        search=graphene.String(description="Part of a name or code."),
    )
    case = DeclaredField(CaseType, permission=CASE_READ, id=graphene.ID(), number=graphene.String())
    cases = PageField(
        CaseConnection,
        permission=CASE_READ,
        status=enums.CaseStatus(),
        matter_code=graphene.String(),
    )
    ratings = PageField(
        ratings.RatingConnection,
        permission=RATING_FOLLOW_UP,
        to_follow_up=graphene.Boolean(description="True: those that wait for an answer. False: the others."),
    )
    conduct_leads = PageField(
        conduct.ConductLeadConnection,
        permission=CONDUCT_READ,
        is_open=graphene.Boolean(
            name="open", description="True: those nobody has closed. False: the others."
        ),
    )

    first_contacts = PageField(
        FirstContactConnection,
        permission=RECEPTION_WORK,
        is_open=graphene.Boolean(
            name="open", description="True: those that have not ended. False: the others."
        ),
    )

    @staticmethod
    def resolve_hall(root: None, info: Any) -> Any:
        return info.context.hall

    @staticmethod
    def resolve_me(root: None, info: Any) -> Any:
        return info.context.actor if info.context.actor.is_known else None

    @staticmethod
    def resolve_windows(root: None, info: Any, first: int | None, after: str | None = None) -> Any:
        return catalogue.windows(info, first=first, after=after)

    @staticmethod
    def resolve_matters(
        root: None, info: Any, first: int | None, after: str | None = None, search: str | None = None
    ) -> Any:
        return catalogue.matters(info, first=first, after=after, search=search)

    @staticmethod
    def resolve_case(root: None, info: Any, id: str | None = None, number: str | None = None) -> Any:
        return cases.case(info, id=id, number=number)

    @staticmethod
    def resolve_cases(
        root: None,
        info: Any,
        first: int | None,
        after: str | None = None,
        status: Any = None,
        matter_code: str | None = None,
    ) -> Any:
        return cases.cases(info, first=first, after=after, status=status, matter_code=matter_code)

    @staticmethod
    def resolve_first_contacts(
        root: None, info: Any, first: int | None, after: str | None = None, is_open: bool | None = None
    ) -> Any:
        return first_contacts(info, first=first, after=after, is_open=is_open)

    @staticmethod
    def resolve_ratings(
        root: None, info: Any, first: int | None, after: str | None = None, to_follow_up: bool | None = None
    ) -> Any:
        return ratings.ratings(info, first=first, after=after, to_follow_up=to_follow_up)

    @staticmethod
    def resolve_conduct_leads(
        root: None, info: Any, first: int | None, after: str | None = None, is_open: bool | None = None
    ) -> Any:
        return conduct.leads(info, first=first, after=after, is_open=is_open)
