"""How a case stands, for whoever holds the receipt and knows the end of the phone number."""

from datetime import timedelta
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
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
from hall.cases.intake import PHONE
from hall.cases.models import Case
from hall.cases.selectors import case_by_number
from hall.decisions.selectors import decisions_of
from hall.people.sealed import seal, unseal

TRIES = 10
PER = timedelta(minutes=5)
TAIL = 4  # digits
NOBODYS_CASE = UUID(int=0)
NOBODYS_PHONE = "x" * 11  # its end is no digit, so no tail ever fits


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


# It looks something up and changes nothing, so it needs no token; and what is sent stays out of the address.
@csrf_exempt
@runs_in_county
@never_cache
@require_http_methods(["GET", "POST"])
def show(request: PlacedRequest) -> HttpResponse:
    """Tries are counted in the county, before the hall is entered. A miss never says which of the two is wrong."""
    hall = request.hall
    if hall is None:
        raise Http404
    if request.method == "GET":
        # The code on a notice brings its number along; the four digits only the applicant knows.
        return _page(request, ProgressForm(None, initial={"number": request.GET.get("number", "")[:20]}), 200)
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return _page(request, form, 422)
    caller = caller_of(request, hall)
    if not allow("progress", caller, at_most=TRIES, per=PER, now=request.now):
        return _page(request, form, 429, problem=_("Too many tries. Please wait five minutes."))
    found = find(hall, form.cleaned_data["number"], form.cleaned_data["tail"])
    if found is None:
        return _page(request, form, 404, problem=_("No case fits this number and these four digits."))
    case, before = found
    return _page(request, form, 200, case=case, due_before=before)


def find(hall: HallRef, number: str, tail: str) -> tuple[Case, list[Earlier]] | None:
    """The case and the due dates it had before, if both fit. As much work for a number that does not exist as for a
    wrong tail, and for either as for a hit."""
    with inside(hall):
        case = case_by_number(number)
        before = due_before(decisions_of(case.pk if case else NOBODYS_CASE))
        sealed = case.phone_sealed if case else seal(NOBODYS_PHONE, PHONE)
        fits = compare_digest(unseal(sealed, PHONE)[-TAIL:], tail)
    return (case, before) if case and fits else None


def _page(request: PlacedRequest, form: ProgressForm, status: int, **found: Any) -> HttpResponse:
    return render(request, "public/progress.html", {"form": form, **found}, status=status)
