"""The ledger as everybody may see it (公开登记台帐): what was promised, what was kept, and nobody's name."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from county.registry.request import PlacedRequest
from hall.cases.models import Case
from hall.cases.selectors import Cursor, page_of
from hall.desk.urgency import STOPPED, state_of
from hall.public.caching import same_for_all
from rules.clock import ClockState
from rules.errors import RuleError

HIDDEN = 2  # last digits of a number: with all of them one could try the progress page
# All that leaves the database. Not the applicant, not the collector, not the staff.
COLUMNS = (
    "number",
    "matter_name",
    "matter_english",
    "window",
    "status",
    "received_at",
    "accepted_at",
    "due_at",
    "due_soon_at",
    "is_stopped",
    "completed_at",
)
# What everybody is told of the time: due soon is still on time.
KEPT = {
    ClockState.OVERDUE.value: "late",
    ClockState.DUE_SOON.value: "on_time",
    ClockState.ON_TIME.value: "on_time",
    STOPPED: "stopped",
}


@dataclass(frozen=True)
class Row:
    """A case without a person."""

    case: Case
    number: str
    state: str  # late, on_time, stopped, or "" where nothing was promised (yet)


@same_for_all
def show(request: PlacedRequest) -> HttpResponse:
    try:
        page = page_of(_cases(), after=_cursor(request, "after"), before=_cursor(request, "before"))
    except RuleError:
        raise Http404 from None
    rows = [_row(request, case) for case in page.cases]
    return render(request, "public/ledger.html", {"rows": rows, "page": page})


def _cases() -> QuerySet[Case]:
    cases = Case.objects.select_related("window").order_by("-received_at", "-id")
    return cases.only(*COLUMNS, "window__name", "window__english", "window__number")


def _row(request: PlacedRequest, case: Case) -> Row:
    kept = KEPT.get(state_of(case, request.now), "")
    return Row(case, f"{case.number[:-HIDDEN]}{'*' * HIDDEN}", kept)


def _cursor(request: PlacedRequest, name: str) -> Cursor | None:
    text = request.GET.get(name, "")
    return Cursor.read(text) if text else None
