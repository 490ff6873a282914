"""The ledger (登记台帐): every case with acceptance, completion and collector, newest first, page by page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from county.now import TIMEZONE
from county.registry.permissions import CASE_READ, LEDGER_EXPORT
from county.registry.request import PlacedRequest
from hall.cases.selectors import PAGE, Cursor, Page, cases_of_person, ledger_page
from hall.cases.wording import sentence_of
from hall.catalogue.models import Window
from hall.desk.access import needs
from hall.desk.filters import CaseFilter, windows
from hall.desk.urgency import state_of
from hall.people.identity import normal_id_number
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
    return _page(request, form, places, page, error=error, asked=_asked(request))


@require_POST
@needs(CASE_READ)
def of_person(request: PlacedRequest) -> HttpResponse:
    """The cases of one ID number. It is sent in the body: an address is kept by browsers, proxies and logs."""
    places = windows()
    form = CaseFilter({}, places)
    on = request.now.astimezone(TIMEZONE).date()
    try:
        number = normal_id_number(request.POST.get("id_number", ""), on=on)
    except RuleError as refused:
        return _page(request, form, places, Page([]), status=422, error=sentence_of(refused), is_person=True)
    found = list(cases_of_person(number)[:PAGE])
    return _page(request, form, places, Page(found), is_person=True)


def _page(
    request: PlacedRequest,
    form: CaseFilter,
    places: list[Window],
    page: Page,
    *,
    status: int = 200,
    **said: object,
) -> HttpResponse:
    context = {
        "form": form,
        "here": reverse("desk:ledger"),
        "has_windows": bool(places),
        "page": page,
        "rows": [(case, state_of(case, request.now)) for case in page.cases],
        "may_export": request.actor.may(LEDGER_EXPORT),
        **said,
    }
    return render(request, "desk/ledger.html", context, status=status)


def _cursor(request: PlacedRequest, name: str) -> Cursor | None:
    text = request.GET.get(name, "")
    return Cursor.read(text) if text else None


def _asked(request: PlacedRequest) -> str:
    """The filters of this page as a query, for links to its neighbours and to the export."""
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    return query.urlencode()
