"""GraphiQL for those signed in, from our own static files: a hall need not reach the internet."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET

from county.now import TIMEZONE
from county.registry.request import PlacedRequest

# What the editor opens with: a question that has an answer here.
HALL = """{
  hall { name regulation { number title } }
  windows(first: 3) {
    edges { node { number name services { name } } }
  }
}
"""
COUNTY = """{
  board(from: "%(first)s", to: "%(last)s") {
    rows {
      rank name openOverdue
      onTimeRate { onTime of }
    }
  }
}
"""


@require_GET
@ensure_csrf_cookie
def graphiql(request: PlacedRequest) -> HttpResponse:
    """The editor; strangers are shown the way in."""
    if request.actor.id is None:
        return redirect(f"/login/?next={request.path}")
    today = request.now.astimezone(TIMEZONE).date()
    first = HALL if request.hall else COUNTY % {"first": today.replace(day=1), "last": today}
    return render(request, "api/graphiql.html", {"hall": request.hall, "first": first})
