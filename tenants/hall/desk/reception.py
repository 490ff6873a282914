"""The pages of reception: who came with what, and what is done for a visitor until it ends."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from county.registry.permissions import RECEPTION_WORK
from county.registry.request import PlacedRequest
from hall.cases.wording import sentence_of
from hall.desk import reception_forms as asked
from hall.desk.access import needs
from hall.notices.printing import printed
from hall.reception.case import link_case
from hall.reception.contacts import answers_for, rules_of
from hall.reception.end import end_contact, has_open_case
from hall.reception.hand_over import hand_over, promise_time
from hall.reception.models import ContactStep, FirstContact
from hall.reception.record import record_contact
from hall.reception.selectors import (
    contact_with_steps,
    ended_contacts,
    open_contacts,
    open_contacts_of_others,
)
from hall.reception.told import tell_papers
from rules.errors import RuleError

AT_MOST = 100  # contacts in each of the two lists


@dataclass(frozen=True)
class Verb:
    """What a form of the page does."""

    form: type[asked.VerbForm]
    perform: Callable[..., FirstContact]
    title: Promise
    button: Promise
    done: Promise


VERBS = {
    "hand_over": Verb(
        asked.HandOverForm,
        hand_over,
        _("Hand over to a colleague"),
        _("Hand over"),
        _("Handed over. You stay responsible until it ends."),
    ),
    "promise": Verb(
        asked.AbsenceForm,
        promise_time,
        _("Nobody is at the window"),
        _("Put on record"),
        _("The promise is on record; you are reminded at that time."),
    ),
    "tell": Verb(
        asked.ToldForm,
        tell_papers,
        _("Papers are missing"),
        _("Issue the one-time notice"),
        _("Told once. Give the visitor the notice."),
    ),
    "case": Verb(
        asked.CaseForm,
        link_case,
        _("It became a case"),
        _("Put on record"),
        _("The case is on record; the first contact ends with it."),
    ),
    "end": Verb(asked.EndForm, end_contact, _("It has ended"), _("End"), _("The first contact has ended.")),
}


@require_http_methods(["GET", "POST"])
@needs(RECEPTION_WORK)
def listing(request: PlacedRequest) -> HttpResponse:
    """All of them, the open ones first; and the form for the next visitor."""
    if request.method != "POST":
        return _list(request, asked.ContactForm())
    form = asked.ContactForm(request.POST)
    if form.is_valid():
        try:
            contact = record_contact(**form.cleaned_data, actor=request.actor, now=request.now)
        except RuleError as error:
            if error.code == "idempotency_conflict":
                form.renew_key()
            said = "" if asked.show_at_its_field(form, error) else sentence_of(error)
            return _list(request, form, status=422, error=said)
        messages.success(request, _("On record. You are the first-contact person until it ends."))
        return redirect("desk:contact", contact.pk)
    return _list(request, form, status=422)


@require_safe
@needs(RECEPTION_WORK)
def show(request: PlacedRequest, contact_id: UUID) -> HttpResponse:
    return _page(request, _found(contact_id))


@require_POST
@needs(RECEPTION_WORK)
def take(request: PlacedRequest, contact_id: UUID, verb: str) -> HttpResponse:
    """One verb, then the page again; what was typed stays when it is refused."""
    what = VERBS.get(verb)
    if what is None:
        raise Http404
    contact = _found(contact_id)
    form = what.form(request.POST, contact=contact, auto_id=f"{verb}-%s")
    if not form.is_valid():
        return _page(request, contact, status=422, failed=verb, form=form)
    try:
        what.perform(contact.pk, **form.arguments(), actor=request.actor, now=request.now)
    except RuleError as error:
        status = 409 if error.code in ("contact_ended", "papers_told", "already_in_these_hands") else 422
        contact = _found(contact_id)
        # A form that is not offered any more, because a colleague was quicker, shows no field.
        is_shown = verb in _offered(request, contact) and asked.show_at_its_field(form, error)
        said = "" if is_shown else sentence_of(error)
        return _page(request, contact, status=status, failed=verb, form=form, error=said)
    messages.success(request, str(what.done))
    return redirect("desk:contact", contact.pk)


@require_safe
@xframe_options_sameorigin
@needs(RECEPTION_WORK)
def paper(request: PlacedRequest, contact_id: UUID) -> HttpResponse:
    """The one-time notice as it is printed."""
    told = ContactStep.objects.filter(contact_id=contact_id, what=ContactStep.What.TOLD_PAPERS.value).first()
    if told is None:
        raise Http404
    response = HttpResponse(printed(told.data, told.at), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{contact_id}-notice.pdf"'
    return response


def _found(contact_id: UUID) -> FirstContact:
    contact = contact_with_steps(contact_id)
    if contact is None:
        raise Http404
    return contact


def _list(
    request: PlacedRequest, form: asked.ContactForm, *, status: int = 200, error: str = ""
) -> HttpResponse:
    me, more = request.actor.id, AT_MOST + 1
    lists = [
        open_contacts(me, at_most=more),
        open_contacts_of_others(me, at_most=more),
        ended_contacts(at_most=more),
    ]
    mine, others, ended = (found[:AT_MOST] for found in lists)
    context = {
        "form": form,
        "error": error,
        "mine": mine,
        "others": others,
        "ended": ended,
        "is_cut": any(len(found) > AT_MOST for found in lists),
        "at_most": AT_MOST,
        "here": reverse("desk:reception"),
    }
    return render(request, "desk/reception.html", context, status=status)


def _page(
    request: PlacedRequest,
    contact: FirstContact,
    *,
    status: int = 200,
    failed: str = "",
    form: forms.Form | None = None,
    error: str = "",
) -> HttpResponse:
    offered = [
        (
            name,
            VERBS[name],
            form if form and name == failed else VERBS[name].form(contact=contact, auto_id=f"{name}-%s"),
        )
        for name in _offered(request, contact)
    ]
    context = {
        "contact": contact,
        "steps": contact.steps.all(),
        "is_told": _is_told(contact),
        "article": rules_of(contact).rulebook.heading(contact.article) if contact.article else "",
        "offered": offered,
        "may_go_on": answers_for(contact, request.actor),
        "failed": failed,
        "error": error,
        "here": reverse("desk:contact", args=[contact.pk]),
    }
    return render(request, "desk/contact.html", context, status=status)


def _is_told(contact: FirstContact) -> bool:
    return any(step.what == ContactStep.What.TOLD_PAPERS for step in contact.steps.all())


def _offered(request: PlacedRequest, contact: FirstContact) -> list[str]:
    """The verbs that may be used now."""
    if contact.ended_at is not None or not answers_for(contact, request.actor):
        return []
    hidden = {"tell"} if _is_told(contact) else set()
    hidden |= {"end"} if has_open_case(contact) else set()
    return [name for name in VERBS if name not in hidden]
