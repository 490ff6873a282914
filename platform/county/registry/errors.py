"""Pages for what went wrong: a sentence, what to do next, and the id by which the request is found in the logs."""

from collections.abc import Callable

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from county.registry.request import PlacedRequest

Handler = Callable[..., HttpResponse]


def _page(status: int, code: str, title: Promise, advice: Promise) -> Handler:
    def answer(request: PlacedRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.path.startswith("/graphql"):
            body = {"errors": [{"message": str(title), "extensions": {"code": code}}]}
            return JsonResponse(body, status=status)
        return render(
            request, "registry/error.html", {"title": title, "advice": advice, "code": status}, status=status
        )

    return answer


bad_request = _page(
    400,
    "bad_request",
    _("This request cannot be understood."),
    _("Go back, check what you entered, and try again."),
)
denied = _page(
    403,
    "permission_denied",
    _("You may not open this page."),
    _("Ask the administrator of your hall if your work needs it."),
)
not_found = _page(
    404,
    "not_found",
    _("There is no such page."),
    _("The address may be mistyped, or what it named is no longer here."),
)
failed = _page(
    500,
    "internal_error",
    _("Something went wrong on our side."),
    _("Nothing half-done was kept. Try again; if it happens again, tell us the number below."),
)
forged = _page(
    403,
    "form_expired",
    _("This form has expired."),
    _("Go back, load the page again, and send it once more."),
)
