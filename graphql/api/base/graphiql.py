"""GraphiQL for those signed in, from our own static files: a hall need not reach the internet."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from county.registry.request import PlacedRequest


@require_GET
@ensure_csrf_cookie
def graphiql(request: PlacedRequest) -> HttpResponse:
    """The editor; strangers are shown the way in."""
    if request.actor.id is None:
        return redirect(f"/login/?next={request.path}")
    return render(request, "api/graphiql.html", {"hall": request.hall})
