"""What the steps of a case have added to it, as the API shows it."""

from typing import Any

import graphene

from api.base.fields import DeclaredField
from api.base.scalars import DateTime
from api.hall import enums
from county.registry.permissions import CASE_READ


class ClockStopType(graphene.ObjectType):
    """A stretch in which the clock stands still (中止计时)."""

    class Meta:
        name = "ClockStop"

    reason = enums.StopReason(required=True)
    started_at = DateTime(required=True)
    ended_at = DateTime()
    evidence = DeclaredField(graphene.String, permission=CASE_READ)


class SupplementRequestType(graphene.ObjectType):
    """A one-time notice of missing papers (一次性告知)."""

    class Meta:
        name = "SupplementRequest"

    number = graphene.Int(required=True)
    told_at = DateTime(required=True)
    received_at = DateTime()
    items = DeclaredField(graphene.List(graphene.NonNull(graphene.String)), permission=CASE_READ)
    why_new = DeclaredField(
        graphene.String,
        permission=CASE_READ,
        description="Why a later request could not be known at the first.",
    )


class ExtensionRequestType(graphene.ObjectType):
    """Days asked for on top of the limit (延期)."""

    class Meta:
        name = "ExtensionRequest"

    days = graphene.Int(required=True)
    unit = enums.LimitUnit(required=True)
    asked_at = DateTime(required=True)
    is_granted = graphene.Boolean(description="Null while it waits to be decided.")
    decided_at = DateTime()
    reason = DeclaredField(graphene.String, permission=CASE_READ)


class UrgeType(graphene.ObjectType):
    """Somebody above asked for the case to be finished (催办)."""

    class Meta:
        name = "Urge"

    number = graphene.Int(required=True)
    urged_at = DateTime(required=True)
    urged_by = graphene.String(required=True)
    until = DateTime(required=True)


class ReviewType(graphene.ObjectType):
    """A return or a refusal looked at again (复核)."""

    class Meta:
        name = "Review"

    asked_at = DateTime(required=True)
    is_lifted = graphene.Boolean(description="Null while it waits to be decided.")
    decided_at = DateTime()


class DeadlineType(graphene.ObjectType):
    """What must be done on a case by when, besides the case itself."""

    class Meta:
        name = "Deadline"

    what = enums.DeadlineKind(required=True)
    about = graphene.String(required=True, description="What it is for, by a code: the department of a part.")
    due_at = DateTime(required=True)
    is_provisional = graphene.Boolean(required=True)
    met_at = DateTime()
    missed_at = DateTime()


class NoticeType(graphene.ObjectType):
    """A paper given to the applicant, kept as it was issued; its print is a page of the hall."""

    class Meta:
        name = "Notice"

    kind = enums.NoticeKind(required=True)
    number = graphene.String(required=True)
    issued_at = DateTime(required=True)


# Field of a case → the relation it reads.
LISTS: dict[str, Any] = {
    "stops": ClockStopType,
    "supplements": SupplementRequestType,
    "extensions": ExtensionRequestType,
    "urges": UrgeType,
    "reviews": ReviewType,
    "deadlines": DeadlineType,
    "notices": NoticeType,
}


class WithSteps:
    """The part of a case that its steps have added; each list in the order it came about."""

    stops = graphene.List(graphene.NonNull(ClockStopType), required=True)
    supplements = graphene.List(graphene.NonNull(SupplementRequestType), required=True)
    extensions = graphene.List(graphene.NonNull(ExtensionRequestType), required=True)
    urges = graphene.List(graphene.NonNull(UrgeType), required=True)
    reviews = graphene.List(graphene.NonNull(ReviewType), required=True)
    deadlines = graphene.List(graphene.NonNull(DeadlineType), required=True)
    notices = graphene.List(graphene.NonNull(NoticeType), required=True)

    def resolve_stops(self: Any, info: Any) -> Any:
        return self.stops.all()

    def resolve_supplements(self: Any, info: Any) -> Any:
        return self.supplements.all()

    def resolve_extensions(self: Any, info: Any) -> Any:
        return self.extensions.all()

    def resolve_urges(self: Any, info: Any) -> Any:
        return self.urges.all()

    def resolve_reviews(self: Any, info: Any) -> Any:
        return self.reviews.all()

    def resolve_deadlines(self: Any, info: Any) -> Any:
        return self.deadlines.all()

    def resolve_notices(self: Any, info: Any) -> Any:
        return self.notices.all()
