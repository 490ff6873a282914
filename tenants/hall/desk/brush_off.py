"""A citizen tells somebody of the hall that they were brushed off: passed on as it was told."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from county.registry.permissions import CONDUCT_READ, CONDUCT_REPORT
from county.registry.request import PlacedRequest
from hall.cases.wording import sentence_of
from hall.desk.access import needs
from hall.reception.brush_off import forbidden, report_brush_off
from hall.reception.report_form import BrushOffForm
from rules.errors import RuleError


@require_http_methods(["GET", "POST"])
@needs(CONDUCT_REPORT)
def report(request: PlacedRequest) -> HttpResponse:
    """The form; what was typed stays when it is refused."""
    rules = forbidden(request.now)
    if not rules:
        raise Http404
    form = BrushOffForm(request.POST or None, forbidden=rules)
    status, error = 200 if request.method == "GET" else 422, ""
    if form.is_valid():
        try:
            report_brush_off(**form.cleaned_data, actor=request.actor, now=request.now)
            messages.success(request, _("Passed on. The discipline officer looks into it."))
            return redirect("desk:leads" if request.actor.may(CONDUCT_READ) else "desk:worklist")
        except RuleError as refused:
            error = sentence_of(refused)
            if refused.code == "idempotency_conflict":
                form.renew_key()
    context = {"form": form, "error": error, "here": reverse("desk:report_brush_off")}
    return render(request, "desk/brush_off.html", context, status=status)
