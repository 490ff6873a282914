"""Who may open a page of the desk: people with the permission; strangers are sent to sign in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from county.registry.request import PlacedRequest

View = Callable[..., HttpResponseBase]


def needs(permission: str) -> Callable[[View], View]:
    """The page is for people who hold `permission` in this hall. It shows citizens, so nobody may store it."""

    def guard(view: View) -> View:
        @never_cache
        @wraps(view)
        def guarded(request: PlacedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            # A program's token opens the API, not the pages: these are for people.
            if request.actor.id is None:
                return redirect_to_login(request.get_full_path() if request.method == "GET" else "/desk/")
            if not request.actor.may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
