"""A button of the case page was pressed: one verb, then the page again."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from county.registry.permissions import CASE_READ
from county.registry.request import PlacedRequest
from hall.cases.steps import Steps
from hall.cases.wording import sentence_of
from hall.desk.access import needs
from hall.desk.case import found, page
from hall.desk.step_forms import StepForm
from hall.desk.verbs import BY_NAME
from rules.errors import RuleError


@require_POST
@needs(CASE_READ)
def take(request: PlacedRequest, case_id: UUID, step: str) -> HttpResponse:
    """Whoever changed the case in between is named, and what was typed stays."""
    verb = BY_NAME.get(step)
    if verb is None:
        raise Http404
    if not request.actor.may(verb.permission):
        raise PermissionDenied
    case = found(case_id)
    form = verb.form(request.POST, case=case, steps=Steps.of(case), auto_id=f"step-{verb.name}-%s")
    try:
        version = seen_version(request)
        if not form.is_valid():
            return page(request, case, status=422, failed=verb.name, form=form, error=_first(form))
        event = verb.perform(
            case.pk,
            actor=request.actor,
            now=request.now,
            expected_version=version,
            **form.arguments(),
        )
    except RuleError as error:
        is_conflict = error.code in ("version_conflict", "illegal_transition")
        return page(
            request,
            found(case_id),
            status=409 if is_conflict else 422,
            failed=verb.name,
            form=form,
            error=sentence_of(error),
        )
    messages.success(request, str(verb.said_of(event)))
    return redirect("desk:case", case.pk)


def _first(form: StepForm) -> str:
    """What is wrong, for the line above the page; each field says it as well."""
    return next((str(error) for errors in form.errors.values() for error in errors), "")


def seen_version(request: PlacedRequest) -> int:
    """The version of the case the person was looking at. RuleError("version_missing")."""
    text = request.POST.get("expected_version", "")
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise RuleError("version_missing", "Open the case again before you change it.", "expectedVersion")
    return int(text)
