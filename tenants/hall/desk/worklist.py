"""The first page of the desk: what is open, the most urgent on top, coloured by the time left."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from county.now import TIMEZONE
from county.registry.permissions import CASE_READ, RECEPTION_WORK
from county.registry.request import PlacedRequest
from hall.cases.models import Case
from hall.cases.selectors import Wanted, count_work, open_cases, to_hand_out
from hall.desk.access import needs
from hall.desk.filters import CaseFilter, windows
from hall.desk.timeleft import time_left
from hall.desk.urgency import narrowed_to, state_of
from hall.office.closures import hall_calendar
from hall.reception.selectors import count_mine

AT_MOST = 100  # rows: what is further down can wait until these are done
HAND_OUT = "to_hand_out"


@dataclass(frozen=True)
class Line:
    """One row of the worklist."""

    case: Case
    state: str
    time_left: str


@require_safe
@needs(CASE_READ)
def show(request: PlacedRequest) -> HttpResponse:
    calendar = hall_calendar()
    places = windows()
    form = CaseFilter(request.GET, places)
    chosen = request.GET.get("state", "")
    found = _cases(chosen, form.wanted, request.now)
    if form.cleaned_data.get("mine"):
        found = found.filter(handler_id=request.actor.id)
    cases = list(found[: AT_MOST + 1])
    lines = [
        Line(case, state_of(case, request.now), time_left(case, request.now, calendar))
        for case in cases[:AT_MOST]
    ]
    context = {
        "lines": lines,
        "is_cut": len(cases) > AT_MOST,
        "at_most": AT_MOST,
        "counts": count_work(now=request.now),
        "form": form,
        "has_windows": bool(places),
        "chosen": chosen,
        "contacts": count_mine(request.actor.id) if request.actor.may(RECEPTION_WORK) else 0,
        "year": f"{request.now.astimezone(TIMEZONE).year}",  # dates of another one say so
    }
    return render(request, "desk/worklist.html", context)


def _cases(chosen: str, wanted: Wanted, now: datetime) -> QuerySet[Case]:
    if chosen == HAND_OUT:
        return to_hand_out(wanted)
    return open_cases(wanted).filter(narrowed_to(chosen, now))
