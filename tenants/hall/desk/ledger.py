"""The ledger (登记台帐): every case with acceptance, completion and collector, newest first, page by page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from county.registry.permissions import CASE_READ, LEDGER_EXPORT
from county.registry.request import PlacedRequest
from hall.cases.selectors import Cursor, ledger_page
from hall.cases.wording import sentence_of
from hall.desk.access import needs
from hall.desk.filters import CaseFilter, windows
from hall.desk.urgency import state_of
from rules.errors import RuleError


@require_safe
@needs(CASE_READ)
def show(request: PlacedRequest) -> HttpResponse:
    places = windows()
    form = CaseFilter(request.GET, places)
    error = ""
    after = before = None
    try:
        after, before = _cursor(request, "after"), _cursor(request, "before")
    except RuleError as refused:
        error = sentence_of(refused)
    page = ledger_page(form.wanted, after=after, before=before)
    context = {
        "form": form,
        "has_windows": bool(places),
        "page": page,
        "rows": [(case, state_of(case, request.now)) for case in page.cases],
        "error": error,
        "asked": _asked(request),
        "may_export": request.actor.may(LEDGER_EXPORT),
    }
    return render(request, "desk/ledger.html", context)


def _cursor(request: PlacedRequest, name: str) -> Cursor | None:
    text = request.GET.get(name, "")
    return Cursor.read(text) if text else None


def _asked(request: PlacedRequest) -> str:
    """The filters of this page as a query, for links to its neighbours and to the export."""
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    return query.urlencode()
