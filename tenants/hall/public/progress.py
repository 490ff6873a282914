"""How a case stands, for whoever holds the receipt and knows the end of the phone number."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from county.halls import HallRef, inside
from county.registry.middleware import runs_in_county
from county.registry.rate import allow, caller_of
from county.registry.request import PlacedRequest
from hall.cases.due_dates import Earlier, due_before
from hall.cases.models import Case
from hall.cases.receipt import TAIL, case_of_receipt
from hall.decisions.selectors import decisions_of
from hall.feedback.models import Rating
from hall.feedback.rate import is_rateable, rating_of

TRIES = 10
PER = timedelta(minutes=5)
NOBODYS_CASE = UUID(int=0)


class ProgressForm(forms.Form):
    """Number and tail as printed and as typed on a phone: outer blanks do not matter."""

    number = forms.RegexField(
        r"^[0-9]{8}-[0-9]{4,6}\Z",
        strip=True,
        label=gettext_lazy("Number on the receipt"),
        error_messages={"invalid": gettext_lazy("A number looks like this: 20260304-0001.")},
    )
    tail = forms.RegexField(
        r"^[0-9]{4}\Z",
        strip=True,
        label=gettext_lazy("Last four digits of the phone number"),
        error_messages={"invalid": gettext_lazy("Four digits, please.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.attrs.update(autocomplete="off", placeholder="20260304-0001")
        self.fields["tail"].widget.attrs.update(autocomplete="off", inputmode="numeric", maxlength=TAIL)


@dataclass(frozen=True)
class Standing:
    """What is shown of a case, and how it was rated if it was."""

    case: Case
    due_before: list[Earlier]
    rating: Rating | None

    @property
    def is_to_rate(self) -> bool:
        return self.rating is None and is_rateable(self.case)


# It looks something up and changes nothing, so it needs no token; and what is sent stays out of the address.
@csrf_exempt
@runs_in_county
@never_cache
@require_http_methods(["GET", "POST"])
def show(request: PlacedRequest) -> HttpResponse:
    """Tries are counted in the county, before the hall is entered. A miss never says which of the two is wrong."""
    hall = hall_of(request)
    if request.method == "GET":
        # The code on a notice brings its number along; the four digits only the applicant knows.
        return page(request, ProgressForm(None, initial={"number": request.GET.get("number", "")[:20]}), 200)
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return page(request, form, 422)
    if not is_allowed(request, hall):
        return page(request, form, 429)
    found = find(hall, form.cleaned_data["number"], form.cleaned_data["tail"])
    return page(request, form, 200 if found else 404, found=found)


def hall_of(request: PlacedRequest) -> HallRef:
    if request.hall is None:
        raise Http404
    return request.hall


def is_allowed(request: PlacedRequest, hall: HallRef) -> bool:
    """Whether this caller may try once more: a look and a rating are the same try."""
    return allow("progress", caller_of(request, hall), at_most=TRIES, per=PER, now=request.now)


def find(hall: HallRef, number: str, tail: str) -> Standing | None:
    """The case of this receipt. As much work for a miss as for a hit."""
    with inside(hall):
        case = case_of_receipt(number, tail)
        key = case.pk if case else NOBODYS_CASE
        before, rating = due_before(decisions_of(key)), rating_of(key)
    return Standing(case, before, rating) if case else None


def page(
    request: PlacedRequest, form: forms.Form, status: int, *, found: Standing | None = None, **said: Any
) -> HttpResponse:
    problem = {
        404: _("No case fits this number and these four digits."),
        429: _("Too many tries. Please wait five minutes."),
    }.get(status, "")
    context = {
        "form": form,
        "found": found,
        "problem": problem,
        "levels": Rating.Level.choices,
        "here": reverse("public:progress"),
        **said,
    }
    return render(request, "public/progress.html", context, status=status)
