"""Leads to possible misconduct: what was noticed, of whom, by which article; looked into and closed here."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from county.registry.permissions import CONDUCT_READ, CONDUCT_REPORT
from county.registry.request import PlacedRequest
from county.registry.templatetags.wording import named
from hall.cases.wording import sentence_of
from hall.conduct.close import close_lead
from hall.conduct.models import ConductLead
from hall.desk.access import needs
from hall.reception.brush_off import forbidden
from hall.regulations.current import regulation
from rules.errors import RuleError
from rules.rulebook import Rulebook

AT_MOST = 100  # leads on the page, the newest first


@require_safe
@needs(CONDUCT_READ)
def listing(request: PlacedRequest) -> HttpResponse:
    return _page(request)


@require_POST
@needs(CONDUCT_READ)
def close(request: PlacedRequest, lead_id: UUID) -> HttpResponse:
    """Close a lead with an outcome and what was found; what was typed stays when it is refused."""
    typed = request.POST.get("finding", "")
    try:
        close_lead(
            lead_id,
            outcome=request.POST.get("outcome", ""),
            finding=typed,
            actor=request.actor,
            now=request.now,
        )
    except RuleError as error:
        return _page(request, status=422, failed=lead_id, typed=typed, error=sentence_of(error))
    messages.success(request, _("The lead is closed."))
    return redirect("desk:leads")


def _page(request: PlacedRequest, *, status: int = 200, **extra: object) -> HttpResponse:
    found = list(ConductLead.objects.select_related("case")[: AT_MOST + 1])
    rows = [(lead, *_by_the_rules(lead)) for lead in found[:AT_MOST]]
    context = {
        "rows": rows,
        "is_cut": len(found) > AT_MOST,
        "at_most": AT_MOST,
        "outcomes": ConductLead.Outcome.choices,
        "may_report": request.actor.may(CONDUCT_REPORT) and bool(forbidden(request.now)),
        **extra,
    }
    return render(request, "desk/leads.html", context, status=status)


def _by_the_rules(lead: ConductLead) -> tuple[str, str]:
    """The article as the regulation of the lead heads it, and what the regulation calls the brush-off."""
    book = _rulebook(lead)
    if book is None:
        return lead.article, ""
    said = next((each for each in book.brush_offs if each.code == lead.detail_code), None)
    return book.heading(lead.article) or lead.article, named(said)


def _rulebook(lead: ConductLead) -> Rulebook | None:
    """Of its case, or of the day a citizen reported it."""
    version = lead.case.regulation_id if lead.case else lead.data.get("regulation")
    return regulation(UUID(str(version))).rulebook if version else None
