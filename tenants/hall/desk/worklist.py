"""The first page of the desk: what is open, the most urgent on top, coloured by the time left."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from county.now import TIMEZONE
from county.registry.permissions import CASE_READ
from county.registry.request import PlacedRequest
from hall.cases.models import Case
from hall.cases.selectors import Wanted, count_work, open_cases, to_hand_out
from hall.desk.access import needs
from hall.desk.filters import CaseFilter, windows
from hall.desk.timeleft import time_left
from hall.desk.urgency import WAITING, Horizon
from rules.clock import ClockState
from rules.transitions import Status

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
    horizon = Horizon.at(request.now)
    places = windows()
    form = CaseFilter(request.GET, places)
    chosen = request.GET.get("state", "")
    found = _cases(chosen, form.wanted, horizon)
    if form.cleaned_data.get("mine"):
        found = found.filter(handler_id=request.actor.id)
    cases = list(found[: AT_MOST + 1])
    lines = [
        Line(case, horizon.state_of(case), time_left(case, request.now, horizon.calendar))
        for case in cases[:AT_MOST]
    ]
    context = {
        "lines": lines,
        "is_cut": len(cases) > AT_MOST,
        "at_most": AT_MOST,
        "counts": count_work(now=horizon.now, soon_until=horizon.soon_until),
        "form": form,
        "has_windows": bool(places),
        "chosen": chosen,
        "year": f"{request.now.astimezone(TIMEZONE).year}",  # dates of another one say so
    }
    return render(request, "desk/worklist.html", context)


def _cases(chosen: str, wanted: Wanted, horizon: Horizon) -> QuerySet[Case]:
    if chosen == HAND_OUT:
        return to_hand_out(wanted)
    accepted = Q(status=Status.ACCEPTED.value)
    narrowed = {
        WAITING: ~accepted,
        ClockState.OVERDUE.value: accepted & Q(due_at__lt=horizon.now),
        ClockState.DUE_SOON.value: accepted & Q(due_at__gte=horizon.now, due_at__lte=horizon.soon_until),
        ClockState.ON_TIME.value: accepted & Q(due_at__gt=horizon.soon_until),
    }
    return open_cases(wanted).filter(narrowed.get(chosen, Q()))
