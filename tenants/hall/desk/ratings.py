"""What applicants think of the service: bad ratings are answered here, the others are read."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from county.registry.permissions import RATING_FOLLOW_UP
from county.registry.request import PlacedRequest
from hall.cases.wording import sentence_of
from hall.desk.access import needs
from hall.feedback.follow_up import follow_up_rating, newest, to_follow_up
from rules.errors import RuleError

AT_MOST = 100  # ratings in each of the two lists


@require_safe
@needs(RATING_FOLLOW_UP)
def listing(request: PlacedRequest) -> HttpResponse:
    return _page(request)


@require_POST
@needs(RATING_FOLLOW_UP)
def answer(request: PlacedRequest, rating_id: UUID) -> HttpResponse:
    """Answer a bad rating; what was typed stays when it is refused."""
    typed = request.POST.get("answer", "")
    try:
        follow_up_rating(rating_id, answer=typed, actor=request.actor, now=request.now)
    except RuleError as error:
        status = 409 if error.code == "already_followed_up" else 422
        return _page(request, status=status, failed=rating_id, typed=typed, error=sentence_of(error))
    messages.success(request, _("The rating is answered."))
    return redirect("desk:ratings")


def _page(request: PlacedRequest, *, status: int = 200, **extra: object) -> HttpResponse:
    waiting, others = to_follow_up(at_most=AT_MOST + 1), newest(at_most=AT_MOST + 1)
    context = {
        "waiting": waiting[:AT_MOST],
        "others": others[:AT_MOST],
        "is_cut": len(others) > AT_MOST,
        "more_wait": len(waiting) > AT_MOST,
        "at_most": AT_MOST,
        "here": reverse("desk:ratings"),
        **extra,
    }
    return render(request, "desk/ratings.html", context, status=status)
