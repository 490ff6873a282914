"""One case: its facts, why it is due when it is due, its history, and what can be done with it now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from county.registry.permissions import CASE_READ, PERSON_UNMASK
from county.registry.request import PlacedRequest
from hall.cases.intake import ADDRESS, ID_NUMBER, PHONE
from hall.cases.models import Case, CaseEvent
from hall.cases.selectors import case_by_id, history
from hall.cases.wording import ACTION_NAMES
from hall.desk.access import needs
from hall.desk.reasons import why
from hall.desk.timeleft import time_left
from hall.desk.urgency import Horizon
from hall.desk.verbs import offered
from hall.office.audit import note
from hall.people.sealed import unseal
from hall.regulations.current import regulation


@dataclass(frozen=True)
class Person:
    """The applicant's data in clear, for one rendering after an unmasking is on record."""

    id_number: str
    phone: str
    address: str


@dataclass(frozen=True)
class Step:
    """One line of the history; of a recount also what moved where."""

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
        return cls(event, name, was, is_)


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
        fields=[ID_NUMBER, PHONE, ADDRESS],
    )
    person = Person(
        id_number=unseal(case.id_number_sealed, ID_NUMBER),
        phone=unseal(case.phone_sealed, PHONE),
        address=unseal(case.address_sealed, ADDRESS),
    )
    return page(request, case, person=person)


def found(case_id: UUID) -> Case:
    case = case_by_id(case_id)
    if case is None:
        raise Http404
    return case


def page(request: PlacedRequest, case: Case, *, status: int = 200, **extra: Any) -> HttpResponse:
    """The page of the case as it is now; `extra`: the unmasked person, or a step that failed."""
    horizon = Horizon.at(request.now)
    rulebook = regulation(case.regulation_id).rulebook
    context = {
        "case": case,
        # Where changing the language leads: this page may be the answer to a button.
        "here": reverse("desk:case", args=[case.pk]),
        # The hall's own name for the case; None where its scheme has none.
        "kind": next((kind for kind in rulebook.kinds if kind.code == case.kind), None),
        "state": horizon.state_of(case),
        "time_left": time_left(case, request.now, horizon.calendar),
        **why(case, rulebook),
        "events": [Step.of(event) for event in history(case)[::-1]],
        "verbs": offered(case, request.actor),
        "may_unmask": request.actor.may(PERSON_UNMASK),
        **extra,
    }
    return render(request, "desk/case.html", context, status=status)
