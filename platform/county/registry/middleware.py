"""The way of a request: which place, who asks, and only then the door into the hall."""

import logging
import secrets
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import resolve
from django.utils.translation import gettext as _

from county import now as moment
from county import trail
from county.halls import inside, leave
from county.registry.actors import actor_of
from county.registry.hosts import place_of
from county.registry.models import Hall
from county.registry.request import PlacedRequest

View = TypeVar("View", bound=Callable[..., Any])
API = "/graphql"
Respond = Callable[[PlacedRequest], HttpResponseBase]


class PlaceMiddleware:
    """Outermost: names the place by its host, gives the request its `now`, and always ends in the county."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: PlacedRequest) -> HttpResponseBase:
        leave()
        request.now = moment.now()
        request.id = secrets.token_hex(8)
        trail.begin(request.id)
        request.hall = None
        try:
            if request.path == "/health":
                return HttpResponse("ok", content_type="text/plain")
            place = place_of(request.META.get("HTTP_HOST", ""), now=request.now)
            if place is None:
                return unknown_host(request)
            if place.hall and place.hall.status != Hall.Status.ACTIVE:
                return closed_for_now(request)
            request.hall = place.hall
            if place.hall:
                trail.tag_hall(place.hall.code)
            request.urlconf = settings.HALL_URLCONF if place.hall else settings.COUNTY_URLCONF
            return self.get_response(request)
        finally:
            leave()


class ProgramMiddleware:
    """The short way of a program: a token needs no session, no form and no page, so it goes to the API at once."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: PlacedRequest) -> HttpResponseBase:
        if request.path_info != API or "HTTP_AUTHORIZATION" not in request.META:
            return self.get_response(request)
        request.actor, request.token_error = actor_of(request)
        return behind_the_door(request, _view_of_the_api(request.urlconf))


class ActorMiddleware:
    """Says who asks: a session or token counts only in the place it was opened in."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: PlacedRequest) -> HttpResponseBase:
        request.actor, request.token_error = actor_of(request)
        return self.get_response(request)


class DoorMiddleware:
    """Innermost: runs the view of a hall's page inside the hall, and renders it there.

    Sessions, sign-in and tokens are the county's, so everything outside this middleware runs in public; a
    hall's role has no right to any of it. A view marked `runs_in_county` (sign-in) stays outside.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: PlacedRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: PlacedRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if request.hall is None or getattr(view, "runs_in_county", False):
            return None
        return behind_the_door(request, view, *args, **kwargs)


def behind_the_door(
    request: PlacedRequest, view: Callable[..., Any], *args: Any, **kwargs: Any
) -> HttpResponseBase:
    """What the view answers inside the request's hall; on the county's host, in the county."""
    with inside(request.hall) if request.hall else nullcontext():
        response: HttpResponseBase = view(request, *args, **kwargs)
        if callable(getattr(response, "render", None)):
            response = response.render()  # type: ignore[attr-defined]
        return response


@cache
def _view_of_the_api(urlconf: str) -> Callable[..., HttpResponseBase]:
    view: Callable[..., HttpResponseBase] = resolve(API, urlconf).func
    return view


def runs_in_county(view: View) -> View:
    """Mark a view of a hall's host that works on the county's tables (sign-in, language, tokens)."""
    view.runs_in_county = True  # type: ignore[attr-defined]
    return view


def unknown_host(request: PlacedRequest) -> HttpResponse:
    """404 for a host nobody registered. Never falls back to the county."""
    logging.getLogger(__name__).info("unknown host")
    advice = _("Check the address, or ask the hall you want to reach for the right one.")
    return _nowhere(request, 404, "unknown_host", _("There is no service hall at this address."), advice)


def closed_for_now(request: PlacedRequest) -> HttpResponse:
    """503 for a hall in maintenance, with a time to come back."""
    advice = _("Nothing is lost. Please come back in a few minutes.")
    answer = _nowhere(request, 503, "hall_in_maintenance", _("This hall is being maintained."), advice)
    answer["Retry-After"] = "300"
    return answer


def _nowhere(request: PlacedRequest, status: int, code: str, message: str, advice: str) -> HttpResponse:
    if request.path.startswith(API):
        return JsonResponse({"errors": [{"message": message, "extensions": {"code": code}}]}, status=status)
    said = {"message": message, "advice": advice}
    return render(request, "county/unknown_host.html", said, status=status)
