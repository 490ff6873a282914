"""The agency page of a case: consent, the stations passed and the next, its limits; of other cases the fees."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from county.registry.permissions import AGENCY_RUN, CASE_READ, FEE_RECORD
from county.registry.request import PlacedRequest
from hall.agency.agents import agents
from hall.agency.check import stations_of
from hall.agency.course import advance_agency, record_consent
from hall.agency.fees import record_fee
from hall.agency.models import AgencyRecord
from hall.agency.selectors import Course, course_of, fees_by_case
from hall.cases.models import Case, CaseEvent
from hall.cases.wording import sentence_of
from hall.desk.access import needs
from hall.desk.case import found
from hall.desk.steps import seen_version
from hall.regulations.current import regulation
from rules.agency import next_station
from rules.classification import Route
from rules.errors import RuleError
from rules.transitions import Action, Status, actions_from


class ConsentForm(forms.Form):
    how = forms.ChoiceField(label=_("Agreed how"), choices=AgencyRecord.How.choices)
    words = forms.CharField(label=_("What shows it"), required=False)
    agent_id = forms.TypedChoiceField(
        label=_("Agent"), coerce=lambda text: int(text) if text else None, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["agent_id"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [("", _("I run the case")), *((staff.user_id, staff.name) for staff in agents())]


class StationForm(forms.Form):
    station = forms.CharField(widget=forms.HiddenInput)
    reference = forms.CharField(label=_("Filing number"), required=False)
    note = forms.CharField(label=_("Note"), required=False)


class FeeForm(forms.Form):
    amount = forms.CharField(label=_("Amount (yuan)"), required=False)
    receipt_number = forms.CharField(label=_("Receipt number"), required=False)


@dataclass(frozen=True)
class Task:
    """What a form of the page does."""

    permission: str
    form: type[forms.Form]
    perform: Callable[..., CaseEvent]
    done: Promise


TASKS = {
    "consent": Task(AGENCY_RUN, ConsentForm, record_consent, _("The consent is on record.")),
    "station": Task(AGENCY_RUN, StationForm, advance_agency, _("The station is passed.")),
    "fee": Task(FEE_RECORD, FeeForm, record_fee, _("The fee is on record.")),
}


@require_safe
@needs(CASE_READ)
def show(request: PlacedRequest, case_id: UUID) -> HttpResponse:
    return _page(request, found(case_id))


@require_POST
@needs(CASE_READ)
def take(request: PlacedRequest, case_id: UUID, task: str) -> HttpResponse:
    """One verb, then the page again; what was typed stays."""
    what = TASKS.get(task)
    if what is None:
        raise Http404
    if not request.actor.may(what.permission):
        raise PermissionDenied
    case = found(case_id)
    form = what.form(request.POST, auto_id=f"{task}-%s")
    if not form.is_valid():
        return _page(request, case, status=422, failed=task, form=form)
    try:
        version = seen_version(request)
        what.perform(
            case.pk, actor=request.actor, now=request.now, expected_version=version, **form.cleaned_data
        )
    except RuleError as error:
        status = 409 if error.code in ("version_conflict", "illegal_transition") else 422
        return _page(request, found(case_id), status=status, failed=task, form=form, error=sentence_of(error))
    messages.success(request, str(what.done))
    return redirect("desk:agency", case.pk)


def _page(
    request: PlacedRequest,
    case: Case,
    *,
    status: int = 200,
    failed: str = "",
    form: forms.Form | None = None,
    error: str = "",
) -> HttpResponse:
    course = course_of(case)
    book, along = regulation(case.regulation_id).rulebook, stations_of(case)
    following = next_station(along, course.passed) if course else None
    offered = _offered(request, case, course, has_next=following is not None)
    forms_of = {
        task: form if form and task == failed else TASKS[task].form(auto_id=f"{task}-%s") for task in offered
    }
    free = book.agency.free_article if book.agency and book.agency.is_free else None
    context = {
        "case": case,
        "here": reverse("desk:agency", args=[case.pk]),
        "course": course,
        "next": following,
        "ahead": [each for each in along if course and each.code not in course.passed and each != following],
        "is_in_principle": book.agency.is_in_principle if book.agency else False,
        "free": book.heading(free) if free else "",
        "fees": fees_by_case([case])[case.pk],
        "published": case.matter.fee,
        "forms": forms_of,
        "error": error,
    }
    return render(request, "desk/agency.html", context, status=status)


def _offered(request: PlacedRequest, case: Case, course: Course | None, *, has_next: bool) -> list[str]:
    """The forms that may be used now."""
    may, possible = request.actor.may, actions_from(Status(case.status))
    if case.route != Route.AGENCY or course is None:
        return ["fee"] if may(FEE_RECORD) and Action.RECORD_FEE in possible else []
    if not may(AGENCY_RUN):
        return []
    if course.consent is None:
        return ["consent"] if Action.CONSENT in possible else []
    return ["station"] if has_next and Action.ADVANCE_AGENCY in possible else []
