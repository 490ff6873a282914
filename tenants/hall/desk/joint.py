"""The page of a joint case: its parts, and the steps of the lead and of each department."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from county.registry.departments import department_names
from county.registry.permissions import CASE_READ, JOINT_DECIDE, JOINT_LEAD
from county.registry.request import PlacedRequest
from hall.cases.models import Case
from hall.cases.wording import sentence_of
from hall.catalogue.models import Window
from hall.desk.access import needs
from hall.desk.case import found
from hall.desk.joint_forms import AT_ONCE, DecisionForm, PartForm, ReviewForm, SurveyForm
from hall.desk.steps import seen_version
from hall.joint.copying import acknowledge_copy, copy_case
from hall.joint.meetings import record_joint_review, record_survey
from hall.joint.models import JointReview, SiteSurvey
from hall.joint.parts import decide_part
from hall.joint.selectors import parts_of
from hall.joint.who import decided_by, leads
from rules.classification import Route
from rules.errors import RuleError
from rules.transitions import Status

DONE = {
    "copy": _("Copied. The limit of each part runs from now on."),
    "acknowledge": _("That the copy came is on record."),
    "decide": _("The part is decided."),
    "survey": _("The site survey is on record."),
    "review": _("The joint review is on record."),
}
NEEDS = {
    "copy": JOINT_LEAD,
    "acknowledge": JOINT_DECIDE,
    "decide": JOINT_DECIDE,
    "survey": JOINT_LEAD,
    "review": JOINT_LEAD,
}


@require_safe
@needs(CASE_READ)
def show(request: PlacedRequest, case_id: UUID) -> HttpResponse:
    return _page(request, _joint(case_id))


@require_POST
@needs(CASE_READ)
def take(request: PlacedRequest, case_id: UUID, step: str) -> HttpResponse:
    """One step, then the page again; what was typed stays when it was refused."""
    if step not in NEEDS:
        raise Http404
    if not request.actor.may(NEEDS[step]):
        raise PermissionDenied
    case = _joint(case_id)
    forms: list[Any] = []
    try:
        forms, perform = _asked(request, case, step)
        if any(form.errors for form in forms):
            raise RuleError("form_incomplete", "Something is missing or wrong: look at the marked fields.")
        perform()
    except RuleError as error:
        is_conflict = error.code in ("version_conflict", "illegal_transition", "part_is_decided")
        status = 409 if is_conflict else 422
        return _page(
            request, _joint(case_id), status=status, failed=step, forms=forms, error=sentence_of(error)
        )
    messages.success(request, str(DONE[step]))
    return redirect("desk:joint", case.pk)


def _asked(request: PlacedRequest, case: Case, step: str) -> tuple[list[Any], Callable[[], object]]:
    """The forms of the step as they were filled in, and the verb that takes them."""
    by: dict[str, Any] = {"actor": request.actor, "now": request.now}
    if step in ("acknowledge", "decide"):
        part_id = _part_id(request)
        if step == "acknowledge":
            return [], lambda: acknowledge_copy(part_id, **by)
        decision = DecisionForm(request.POST, prefix=str(part_id))
        return [decision], lambda: decide_part(part_id, **decision.cleaned_data, **by)
    by["expected_version"] = seen_version(request)
    if step == "copy":
        rows = _rows(request.POST)
        return rows, lambda: copy_case(case.pk, parts=[row.wanted for row in rows if row.wanted], **by)
    form = (SurveyForm if step == "survey" else ReviewForm)(request.POST, prefix=step)
    verb: Callable[..., object] = record_survey if step == "survey" else record_joint_review
    return [form], lambda: verb(case.pk, **form.arguments(), **by)


def _page(
    request: PlacedRequest,
    case: Case,
    *,
    status: int = 200,
    failed: str = "",
    forms: list[Form] | None = None,
    error: str = "",
) -> HttpResponse:
    parts = parts_of(case.pk)
    is_open = case.status == Status.ACCEPTED
    mine = {part.pk for part in decided_by([each.part for each in parts], request.actor)}
    may_decide = is_open and request.actor.may(JOINT_DECIDE)
    names = department_names(each.part.department for each in parts)
    lines = []
    for each in parts:
        key = str(each.part.pk)
        again = next((form for form in forms or [] if form.prefix == key), None)
        is_offered = may_decide and each.part.pk in mine and each.part.decided_at is None
        form = (again or DecisionForm(prefix=key)) if is_offered else None
        name = names[each.part.department]
        lines.append(
            {
                "part": each.part,
                "department": name,
                "due_at": each.due_at,
                "state": _state(each, request),
                "form": form,
            }
        )
    is_lead = is_open and request.actor.may(JOINT_LEAD) and leads(case, request.actor)
    context = {
        "case": case,
        "here": reverse("desk:joint", args=[case.pk]),
        "lines": lines,
        "surveys": SiteSurvey.objects.filter(case=case),
        "reviews": JointReview.objects.filter(case=case),
        "is_lead": is_lead,
        "rows": (forms if failed == "copy" and forms else _rows(None)) if is_lead else [],
        "survey": forms[0] if failed == "survey" and forms else SurveyForm(prefix="survey"),
        "review": forms[0] if failed == "review" and forms else ReviewForm(prefix="review"),
        "failed": failed,
        "error": error,
    }
    return render(request, "desk/joint.html", context, status=status)


def _rows(data: Any) -> list[PartForm]:
    windows = list(Window.objects.order_by("place", "code"))
    hosted = department_names(code for window in windows for code in window.departments)
    return [PartForm(data, prefix=f"part{n}", departments=hosted, windows=windows) for n in range(AT_ONCE)]


def _state(standing: Any, request: PlacedRequest) -> str:
    if standing.is_late(request.now):
        return "overdue"
    if standing.part.decided_at is not None:
        return "done"
    return "stopped" if standing.deadline.is_stopped else "on_time"


def _joint(case_id: UUID) -> Case:
    case = found(case_id)
    if case.route != Route.JOINT:
        raise Http404
    return case


def _part_id(request: PlacedRequest) -> UUID:
    try:
        return UUID(request.POST.get("part", ""))
    except ValueError:
        raise Http404(gettext("There is no such part.")) from None
