"""Which public pages a cache may keep: those that are the same for everybody who reads the same language."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from county.registry.request import PlacedRequest

View = Callable[..., HttpResponseBase]
KEEP = 60  # seconds: a hall that changes its hours is believed a minute later


def same_for_all(view: View) -> View:
    """A page without a person on it, without token and without cookie: a cache may keep it for a minute."""

    @require_safe
    @wraps(view)
    def cacheable(request: PlacedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, public=True, max_age=KEEP)
        # The language comes from a cookie or from the browser.
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return response

    return cacheable
