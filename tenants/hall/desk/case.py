"""One case: its facts, why it is due when it is due, its history, and what can be done with it now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from county.registry.departments import department_names
from county.registry.permissions import CASE_READ, PERSON_UNMASK
from county.registry.request import PlacedRequest
from hall.cases.intake import ADDRESS, EMAIL, ID_NUMBER, PHONE
from hall.cases.models import Case, CaseEvent, Deadline
from hall.cases.selectors import case_by_id, history
from hall.cases.steps import Steps
from hall.cases.wording import ACTION_NAMES
from hall.desk.access import needs
from hall.desk.reasons import why
from hall.desk.step_forms import StepForm
from hall.desk.timeleft import time_left
from hall.desk.urgency import state_of
from hall.desk.verbs import Verb, offered
from hall.office.audit import note
from hall.office.closures import hall_calendar
from hall.people.sealed import unseal
from hall.regulations.current import regulation


@dataclass(frozen=True)
class Person:
    """The applicant's data in clear, for one rendering after an unmasking is on record."""

    id_number: str
    phone: str
    address: str
    email: str


@dataclass(frozen=True)
class Step:
    """One line of the history; where the due date moved, also from when to when."""

    event: CaseEvent
    name: Any
    due_was: datetime | None = None
    due_is: datetime | None = None

    @classmethod
    def of(cls, event: CaseEvent) -> "Step":
        name = ACTION_NAMES.get(event.action, event.action)
        if "due_was" not in event.data:
            return cls(event, name)
        was, is_ = (datetime.fromisoformat(event.data[key]) for key in ("due_was", "due_at"))
        became_certain = event.data.get("provisional_was") and not event.data.get("provisional_is")
        return cls(event, name, was, is_) if was != is_ or became_certain else cls(event, name)


@dataclass(frozen=True)
class Offer:
    """A step one may take now, with its form: empty, or as it was filled in when it failed."""

    verb: Verb
    form: StepForm
    is_open: bool

    @classmethod
    def of(cls, verb: Verb, case: Case, steps: Steps, filled: StepForm | None) -> "Offer":
        form = filled or verb.form(case=case, steps=steps, auto_id=f"step-{verb.name}-%s")
        return cls(verb, form, is_open=filled is not None)


@require_safe
@needs(CASE_READ)
def show(request: PlacedRequest, case_id: UUID) -> HttpResponse:
    return page(request, found(case_id))


@require_POST
@needs(PERSON_UNMASK)
def unmask(request: PlacedRequest, case_id: UUID) -> HttpResponse:
    """Show the sealed data once. The line in the audit trail is written before anything is opened."""
    case = found(case_id)
    note(
        "person.unmask",
        case.number,
        actor=request.actor,
        now=request.now,
        fields=[ID_NUMBER, PHONE, ADDRESS, *([EMAIL] if case.email_sealed else [])],
    )
    person = Person(
        id_number=unseal(case.id_number_sealed, ID_NUMBER),
        phone=unseal(case.phone_sealed, PHONE),
        address=unseal(case.address_sealed, ADDRESS),
        email=unseal(case.email_sealed, EMAIL),
    )
    return page(request, case, person=person)


def found(case_id: UUID) -> Case:
    case = case_by_id(case_id)
    if case is None:
        raise Http404
    return case


def page(
    request: PlacedRequest,
    case: Case,
    *,
    status: int = 200,
    failed: str = "",
    form: StepForm | None = None,
    **extra: Any,
) -> HttpResponse:
    """The page of the case as it is now; `extra`: the unmasked person, or what was wrong with the step that `failed`
    with its `form` as it was filled in."""
    rulebook, steps = regulation(case.regulation_id).rulebook, Steps.of(case)
    context = {
        "case": case,
        # Where changing the language leads: this page may be the answer to a button.
        "here": reverse("desk:case", args=[case.pk]),
        # The hall's own name for the case; None where its scheme has none.
        "kind": next((kind for kind in rulebook.kinds if kind.code == case.kind), None),
        "reason_name": next(
            (each for each in rulebook.return_reasons if each.code == case.reason_code), None
        ),
        "state": state_of(case, request.now),
        "time_left": time_left(case, request.now, hall_calendar()),
        **why(case, rulebook),
        "events": [Step.of(event) for event in history(case)[::-1]],
        "on_record": steps,
        "deadlines": _deadlines(steps),
        "offers": [
            Offer.of(verb, case, steps, form if verb.name == failed else None)
            for verb in offered(case, steps, request.actor)
        ],
        "notice_count": case.notices.count(),
        "may_unmask": request.actor.may(PERSON_UNMASK),
        **extra,
    }
    return render(request, "desk/case.html", context, status=status)


def _deadlines(steps: Steps) -> list[tuple[Deadline, str]]:
    """Each with whom or what it is for, in words."""
    names = department_names(row.about for row in steps.deadlines if row.about)
    return [(row, names.get(row.about, "")) for row in steps.deadlines]
