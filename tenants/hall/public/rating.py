"""The applicant rates a finished case on the page that shows how it stands."""

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from county.halls import inside
from county.registry.middleware import runs_in_county
from county.registry.permissions import NOBODY
from county.registry.request import PlacedRequest
from hall.cases.wording import sentence_of
from hall.feedback.models import Rating
from hall.feedback.rate import LONGEST, rate_case
from hall.public.progress import ProgressForm, find, hall_of, is_allowed, page
from rules.errors import RuleError

STATUS = {"receipt_unknown": 404, "already_rated": 409, "case_not_finished": 409}


class RatingForm(forms.Form):
    """How it was; the receipt comes along unseen."""

    level = forms.TypedChoiceField(
        label=_("How satisfied are you?"),
        choices=Rating.Level.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the five levels.")},
    )
    words = forms.CharField(
        label=_("In your own words, if you like"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


# Who may rate is shown by number and digits in the form itself, not by a cookie: so a token would protect nothing.
@csrf_exempt
@runs_in_county
@never_cache
@require_POST
def rate(request: PlacedRequest) -> HttpResponse:
    """Rate the case one has looked up; then how it stands, with the rating. Whoever guesses here is counted as there,
    and a token or a session counts for nothing."""
    hall = hall_of(request)
    receipt, rating = ProgressForm(request.POST), RatingForm(request.POST, auto_id="rating-%s")
    if not receipt.is_valid():
        return page(request, receipt, 422)
    if not is_allowed(request, hall):
        return page(request, receipt, 429)
    number, tail = receipt.cleaned_data["number"], receipt.cleaned_data["tail"]
    status, said = 422, {}
    if rating.is_valid():
        try:
            with inside(hall):
                rate_case(number, tail, **rating.cleaned_data, actor=NOBODY, now=request.now)
            status = 200
        except RuleError as refused:
            status, said = STATUS.get(refused.code, 422), {"problem": sentence_of(refused)}
    found = find(hall, number, tail)
    return page(
        request,
        receipt,
        status if found else 404,
        found=found,
        rating_form=rating,
        is_thanked=status == 200,
        **said,
    )
