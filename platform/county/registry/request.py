"""A request as our pages see it: after the middleware named its place, its moment and who asks."""

from datetime import datetime

from django.http import HttpRequest

from county.halls import HallRef
from county.registry.permissions import Actor


class PlacedRequest(HttpRequest):
    """What PlaceMiddleware and ActorMiddleware add. A type for reading only: Django makes the object."""

    now: datetime
    id: str
    hall: HallRef | None
    actor: Actor
    token_error: str
