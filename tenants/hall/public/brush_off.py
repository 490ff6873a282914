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


# Nobody is signed in here and a report tells nothing back: a token would protect nothing.
@csrf_exempt
@runs_in_county
@never_cache
@require_http_methods(["GET", "POST"])
def report(request: PlacedRequest) -> HttpResponse:
    """The form, then thanks. Reports are counted in the county, before the hall is entered."""
    hall = hall_of(request)
    is_sent = request.method == "POST"
    is_allowed = not is_sent or allow(
        "brush-off", caller_of(request, hall), at_most=REPORTS, per=PER, now=request.now
    )
    with inside(hall):
        rules = forbidden(request.now)
        if not rules:
            raise Http404
        form = BrushOffForm(request.POST if is_sent else None, forbidden=rules)
        status, problem = 422 if is_sent else 200, ""
        if not is_allowed:
            status, problem = 429, _("Too many reports. Please wait an hour, or call the complaint phone.")
        elif form.is_valid():
            try:
                report_brush_off(**form.cleaned_data, actor=NOBODY, now=request.now)
                status = 200
            except RuleError as refused:
                problem = sentence_of(refused)
    context = {
        "form": form,
        "problem": problem,
        "is_thanked": is_sent and status == 200,
        "here": reverse("public:report"),
    }
    return render(request, "public/report.html", context, status=status)
