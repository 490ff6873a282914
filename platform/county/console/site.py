"""What the county's console and a hall's console have in common: an admin site that asks `request.actor`.

Nothing here reads Django's permission tables, log or content types: inside a hall they are out of reach, and what
somebody may do is told by their memberships alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.functional import Promise
from unfold.dataclasses import Favicon
from unfold.sites import UnfoldAdminSite

from county.registry.request import PlacedRequest
from county.registry.signin import sign_out

View = Callable[..., HttpResponse]

# Sign-in, tokens and the admin's own log live in the county; a console has no views for them.
NOT_SERVED = {
    "login",
    "logout",
    "password_change",
    "password_change_done",
    "autocomplete",
    "view_on_site",
    "search",
}


@dataclass(frozen=True)
class Item:
    """A line of the side bar. Links to the whole console are marked only on the page itself."""

    title: str | Promise
    icon: str
    link: str
    is_exact: bool = False


@dataclass(frozen=True)
class Group:
    title: str | Promise
    items: tuple[Item, ...]


class ConsoleSite(UnfoldAdminSite):
    """An admin site of one layer. Subclasses name its permissions, its side bar and its dashboard."""

    may_read: str
    may_change: str
    enable_nav_sidebar = True
    final_catch_all_view = False

    def has_permission(self, request: PlacedRequest) -> bool:
        """Consoles are for people: an integrator's token opens none."""
        return request.actor.id is not None and request.actor.may(self.may_read)

    def admin_view(self, view: View, cacheable: bool = False) -> View:
        guarded = super().admin_view(view, cacheable)

        def asked(request: PlacedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return turned_away(request, self.has_permission(request)) or guarded(request, *args, **kwargs)

        return asked

    def get_urls(self) -> list[URLPattern]:
        served = [each for each in super().get_urls() if getattr(each, "name", None) not in NOT_SERVED]
        return [path("logout/", sign_out, name="logout"), *served]

    def get_log_entries(self, request: PlacedRequest) -> list[Any]:
        return []

    def sidebar(self, request: PlacedRequest) -> tuple[Group, ...]:
        raise NotImplementedError

    def get_sidebar_list(self, request: PlacedRequest) -> list[dict[str, Any]]:
        """The side bar as unfold's templates read it."""
        return [
            {
                "title": group.title,
                "separator": at > 0,
                "items": [
                    {
                        "title": item.title,
                        "icon": item.icon,
                        "link": item.link,
                        "active": request.path == item.link
                        or (not item.is_exact and request.path.startswith(item.link)),
                        "has_permission": True,
                    }
                    for item in group.items
                ],
            }
            for at, group in enumerate(self.sidebar(request))
        ]

    def extra_context(self, context: dict[str, Any], request: PlacedRequest) -> dict[str, Any]:
        """Called by unfold at the end of each_context."""
        context["styles"] = [static("console/console.css")]
        context["site_favicons"] = [
            Favicon(href=static("registry/mark.svg"), rel="icon", type="image/svg+xml")
        ]
        context["site_url"] = None
        return context


def turned_away(request: PlacedRequest, is_allowed: bool) -> HttpResponse | None:
    """None for whom a page is; strangers go and sign in; who is known and may not is told so (403)."""
    if is_allowed:
        return None
    if request.actor.is_known:
        raise PermissionDenied
    back = redirect_to_login(request.get_full_path(), "/login/")
    if request.htmx:  # type: ignore[attr-defined]
        # A page that refreshes itself after the session ended: let the whole page go, not a part of it.
        answer = HttpResponse(status=401)
        answer["HX-Redirect"] = back["Location"]
        return answer
    return back
