"""Whoever was brushed off says so here, without saying who they are; of halls whose regulation forbids it by name."""

from datetime import timedelta

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from county.halls import inside
from county.registry.middleware import runs_in_county
from county.registry.permissions import NOBODY
from county.registry.rate import allow, caller_of
from county.registry.request import PlacedRequest
from hall.cases.wording import sentence_of
from hall.public.progress import hall_of
from hall.reception.brush_off import forbidden, report_brush_off
from hall.reception.report_form import BrushOffForm
from rules.errors import RuleError

REPORTS = 5
PER = timedelta(hours=1)


# Nobody is signed in here, so there is no session a token could belong to; where a browser says that another site has
# sent the form, it is refused.
@csrf_exempt
@runs_in_county
@never_cache
@require_http_methods(["GET", "POST"])
def report(request: PlacedRequest) -> HttpResponse:
    """The form, then thanks. Reports that are whole are counted in the county, outside the hall."""
    hall = hall_of(request)
    with inside(hall):
        rules = forbidden(request.now)
        if not rules:
            raise Http404
        form = BrushOffForm(request.POST if request.method == "POST" else None, forbidden=rules)
        is_whole = form.is_valid()
    if request.method == "GET":
        return _page(request, form, 200)
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "cross-site":
        return _page(request, form, 403, _("Please send the report from this page."))
    if not is_whole:
        return _page(request, form, 422)
    if not allow("brush-off", caller_of(request, hall), at_most=REPORTS, per=PER, now=request.now):
        return _page(
            request, form, 429, _("Too many reports. Please wait an hour, or call the complaint phone.")
        )
    try:
        with inside(hall):
            report_brush_off(**form.cleaned_data, actor=NOBODY, now=request.now)
    except RuleError as refused:
        if refused.code == "idempotency_conflict":
            form.renew_key()
        return _page(request, form, 422, sentence_of(refused))
    return _page(request, form, 200, is_thanked=True)


def _page(
    request: PlacedRequest, form: BrushOffForm, status: int, problem: str = "", *, is_thanked: bool = False
) -> HttpResponse:
    context = {
        "form": form,
        "problem": problem,
        "is_thanked": is_thanked,
        "here": reverse("public:report"),
    }
    return render(request, "public/report.html", context, status=status)
