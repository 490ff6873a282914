"""Taking in a case: choose a matter, see what it asks for, write down who applies."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from county.now import TIMEZONE
from county.registry.permissions import CASE_ACCEPT, CASE_INTAKE, RECEPTION_WORK
from county.registry.request import PlacedRequest
from hall.cases.actions import accept_case
from hall.cases.intake import intake
from hall.cases.models import Case
from hall.catalogue.models import Matter
from hall.catalogue.search import matching, offered_matters
from hall.desk.access import needs
from hall.desk.filters import by_floor, windows
from hall.desk.form import IntakeForm
from hall.desk.preview import due_if_accepted
from hall.reception.case import link_case
from hall.reception.selectors import contact_with_steps
from rules.errors import RuleError
from rules.transitions import Status

SHOWN = 12  # matters in the list; the rest is found by typing


@require_http_methods(["GET", "POST"])
@needs(CASE_INTAKE)
def take_in(request: PlacedRequest) -> HttpResponse:
    """Receive, or receive and accept in one transaction: both happen or neither does."""
    on = request.now.astimezone(TIMEZONE).date()
    if request.method == "GET":
        form = IntakeForm(initial=_begun(request), on=on)
        return _page(request, form, request.GET)
    form = IntakeForm(request.POST, on=on)
    if "find" in request.POST:
        return _page(request, IntakeForm(initial=request.POST.dict(), on=on), request.POST)
    if form.is_valid():
        try:
            case = _receive(request, form)
        except RuleError as error:
            if error.code == "idempotency_conflict":
                form.renew_key()
            form.refuse(error)
        else:
            messages.success(
                request,
                _("%(number)s is on record. Give the applicant this number.") % {"number": case.number},
            )
            return redirect("desk:case", case.pk)
    return _page(request, form, request.POST, status=422)


@require_safe
@needs(CASE_INTAKE)
def matters(request: PlacedRequest) -> HttpResponse:
    """The list of matters as one types (htmx)."""
    return render(request, "desk/_matters.html", _choice(request.GET))


@require_safe
@needs(CASE_INTAKE)
def guide(request: PlacedRequest) -> HttpResponse:
    """What the chosen matter asks for (htmx)."""
    return render(request, "desk/_guide.html", _guide(request, request.GET.get("matter", "")))


def _begun(request: PlacedRequest) -> dict[str, Any]:
    """What is known before anything is typed: the matter, and who came with it to reception."""
    known: dict[str, Any] = {"matter": request.GET.get("matter", "")}
    try:
        contact = contact_with_steps(UUID(request.GET.get("contact", "")))
    except ValueError:
        return known
    if contact is None or contact.ended_at is not None or not request.actor.may(RECEPTION_WORK):
        return known
    return {**known, "contact": contact.pk, "applicant_name": contact.visitor_name}


def _receive(request: PlacedRequest, form: IntakeForm) -> Case:
    with transaction.atomic():
        case = intake(form.application(), key=form.cleaned_data["key"], actor=request.actor, now=request.now)
        contact = form.cleaned_data["contact"]
        if contact and request.actor.may(RECEPTION_WORK):
            link_case(contact, case_number=case.number, actor=request.actor, now=request.now)
        # The second click of a double click finds the case already accepted.
        wants_accepted = "accept" in request.POST and request.actor.may(CASE_ACCEPT)
        if wants_accepted and case.status == Status.RECEIVED:
            accept_case(case.pk, actor=request.actor, now=request.now)
    return case


def _page(request: PlacedRequest, form: IntakeForm, asked: Any, *, status: int = 200) -> HttpResponse:
    chosen = form["matter"].value() or ""
    context = {
        "form": form,
        "windows": by_floor([window for window in windows() if window.is_open]),
        **_choice(asked, chosen),
        **_guide(request, chosen),
    }
    return render(request, "desk/intake.html", context, status=status)


def _choice(asked: Any, chosen: str = "") -> dict[str, Any]:
    words, window, chosen = asked.get("words", ""), asked.get("window", ""), chosen or asked.get("matter", "")
    offered = offered_matters()
    offers_nothing = not offered
    if window:
        offered = [matter for matter in offered if str(matter.window_id) == window]
    found = matching(offered, words)
    # What was chosen stays in sight whatever is typed next.
    found = sorted(found, key=lambda matter: matter.code != chosen)
    return {
        "words": words,
        "window": window,
        "chosen": chosen,
        "matters": found[:SHOWN],
        "more": max(0, len(found) - SHOWN),
        "offers_nothing": offers_nothing,
    }


def _guide(request: PlacedRequest, code: str) -> dict[str, Any]:
    known = "\x00" not in code
    matter = Matter.objects.select_related("window").filter(code=code).first() if known and code else None
    if matter is None:
        return {"matter": None}
    local_day = request.now.astimezone(TIMEZONE).date()
    return {
        "matter": matter,
        "materials": list(matter.materials.all()),
        "due": due_if_accepted(matter, request.now) if matter.window.works_on(local_day) else None,
    }
