"""Which button does what: one row for each step a clerk may take from the page of a case."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from county.registry.permissions import (
    CASE_ACCEPT,
    CASE_COLLECT,
    CASE_COMPLETE,
    CASE_DECLINE,
    CASE_EXTEND,
    CASE_REVIEW,
    CASE_STOP,
    CASE_SUPPLEMENT,
    CASE_URGE,
    CASE_WITHDRAW,
    Actor,
)
from hall.cases import actions, clock_stops, completion, extensions, papers, reviews, urges
from hall.cases.models import Case, CaseEvent
from hall.cases.steps import Steps
from hall.desk import step_forms as forms
from hall.regulations.current import regulation
from rules.transitions import Action, Status, actions_from

EXTENDED = _("Extended. Give the applicant the notice.")
Fits = Callable[[Case, Steps, Actor], bool]


def always(case: Case, steps: Steps, actor: Actor) -> bool:
    return True


def _may_be_stopped(case: Case, steps: Steps, actor: Actor) -> bool:
    return {stop.reason for stop in steps.running} != set(clock_stops.BY_HAND)


def _waits_for_no_papers(case: Case, steps: Steps, actor: Actor) -> bool:
    return steps.awaited is None


def _may_be_extended(case: Case, steps: Steps, actor: Actor) -> bool:
    return steps.extension_waiting is None and regulation(case.regulation_id).rulebook.extension is not None


def _decides_extension(case: Case, steps: Steps, actor: Actor) -> bool:
    bound = regulation(case.regulation_id).rulebook.extension
    approver = bound.approved_by if bound else None
    return steps.extension_waiting is not None and approver is not None and approver.value in actor.roles


def _reviews(case: Case, steps: Steps, actor: Actor) -> bool:
    return steps.review_waiting is not None and actor.id != case.ended_by_id


@dataclass(frozen=True)
class Verb:
    """A step with its permission, its button and its form. `name` is its address, `actions` are the rows of the
    table it may take, `is_folded`: one has to open it first, so that nobody takes it by mistake."""

    name: str
    actions: tuple[Action, ...]
    permission: str
    perform: Callable[..., CaseEvent]
    button: Promise
    done: Promise
    explains: Promise
    form: type[forms.StepForm] = forms.StepForm
    fits: Fits = always
    is_folded: bool = False
    is_refusal: bool = False

    def said_of(self, event: CaseEvent) -> Promise:
        """What was done: an extension that nobody has to approve is granted as it is asked for."""
        return EXTENDED if event.action == Action.EXTEND else self.done


VERBS = (
    Verb(
        "accept",
        (Action.ACCEPT,),
        CASE_ACCEPT,
        actions.accept_case,
        button=_("Accept"),
        done=_("Accepted. The clock is running."),
        explains=_("The papers are complete. The promised limit starts now."),
    ),
    Verb(
        "receive_supplement",
        (Action.RECEIVE_SUPPLEMENT,),
        CASE_SUPPLEMENT,
        papers.receive_supplement,
        button=_("Papers have come"),
        done=_("The missing papers are on record."),
        explains=_("Everything that was missing has been supplied."),
        fits=lambda case, steps, actor: steps.awaited is not None,
    ),
    Verb(
        "resume_clock",
        (Action.RESUME_CLOCK,),
        CASE_STOP,
        clock_stops.resume_clock,
        button=_("Let the clock go on"),
        done=_("The clock goes on."),
        explains=_("What stopped the clock has ended. The due date is counted again."),
        form=forms.ResumeForm,
        fits=lambda case, steps, actor: bool(steps.running),
    ),
    Verb(
        "grant_extension",
        (Action.EXTEND,),
        CASE_EXTEND,
        partial(extensions.decide_extension, is_granted=True),
        button=_("Grant the extension"),
        done=EXTENDED,
        explains=_("The new date binds."),
        form=forms.FindingForm,
        fits=_decides_extension,
    ),
    Verb(
        "refuse_extension",
        (Action.REFUSE_EXTENSION,),
        CASE_EXTEND,
        partial(extensions.decide_extension, is_granted=False),
        button=_("Refuse the extension"),
        done=_("The extension was refused."),
        explains=_("The date stays as it is."),
        form=forms.FindingForm,
        fits=_decides_extension,
        is_folded=True,
        is_refusal=True,
    ),
    Verb(
        "complete",
        (Action.COMPLETE,),
        CASE_COMPLETE,
        completion.complete_case,
        button=_("Complete"),
        done=_("Completed. The clock has stopped."),
        explains=_("The matter is settled. The clock stops."),
        form=forms.ResultForm,
        fits=lambda case, steps, actor: not case.is_stopped,
    ),
    Verb(
        "collect",
        (Action.COLLECT,),
        CASE_COLLECT,
        completion.collect_case,
        button=_("Hand out"),
        done=_("Handed out."),
        explains=_("Somebody takes the result away and has shown an ID card."),
        form=forms.CollectorForm,
    ),
    Verb(
        "lift",
        (Action.REOPEN, Action.RESTORE),
        CASE_REVIEW,
        partial(reviews.decide_review, is_lifted=True),
        button=_("Lift the decision"),
        done=_("Lifted. The case goes on."),
        explains=_("The applicant is right: the case goes on, and the time since is given back."),
        form=forms.FindingForm,
        fits=_reviews,
    ),
    Verb(
        "uphold",
        (Action.UPHOLD,),
        CASE_REVIEW,
        partial(reviews.decide_review, is_lifted=False),
        button=_("Uphold the decision"),
        done=_("Upheld. Tell the applicant why."),
        explains=_("The decision stands."),
        form=forms.FindingForm,
        fits=_reviews,
    ),
    Verb(
        "request_supplement",
        (Action.REQUEST_SUPPLEMENT,),
        CASE_SUPPLEMENT,
        papers.request_supplement,
        button=_("Ask for missing papers"),
        done=_("Asked for. Give the applicant the one-time notice."),
        explains=_(
            "Tell everything that is missing at once. A second request for what could be known is on record."
        ),
        form=forms.PapersForm,
        fits=_waits_for_no_papers,
        is_folded=True,
    ),
    Verb(
        "stop_clock",
        (Action.STOP_CLOCK,),
        CASE_STOP,
        clock_stops.stop_clock,
        button=_("Stop the clock"),
        done=_("The clock stands still."),
        explains=_(
            "A hearing, a public notice, a survey or an expert review takes time that does not count."
        ),
        form=forms.StopForm,
        fits=_may_be_stopped,
        is_folded=True,
    ),
    Verb(
        "request_extension",
        (Action.REQUEST_EXTENSION,),
        CASE_EXTEND,
        extensions.request_extension,
        button=_("Ask for an extension"),
        done=_("The extension is on record."),
        explains=_("For a special reason, within what the regulation allows, before the due date."),
        form=forms.ExtensionForm,
        fits=_may_be_extended,
        is_folded=True,
    ),
    Verb(
        "urge",
        (Action.URGE,),
        CASE_URGE,
        urges.urge_case,
        button=_("Urge"),
        done=_("Urged."),
        explains=_("The handler is asked to finish within a limit. The first urge counts."),
        form=forms.UrgeForm,
        is_folded=True,
    ),
    Verb(
        "request_review",
        (Action.REQUEST_REVIEW,),
        CASE_DECLINE,
        reviews.request_review,
        button=_("Record that a review is asked for"),
        done=_("On record. Somebody else decides on it."),
        explains=_("The applicant does not agree. Write down what they say."),
        form=forms.WordsForm,
        fits=lambda case, steps, actor: steps.review_waiting is None,
        is_folded=True,
    ),
    Verb(
        "decline",
        (Action.DECLINE,),
        CASE_DECLINE,
        actions.decline_case,
        button=_("Decline"),
        done=_("Declined. Give the applicant the reason in writing."),
        explains=_("The application cannot be accepted. The applicant is given this reason."),
        form=forms.ReturnForm,
        is_folded=True,
        is_refusal=True,
    ),
    Verb(
        "return",
        (Action.RETURN,),
        CASE_DECLINE,
        actions.return_case,
        button=_("Return"),
        done=_("Returned. Give the applicant the reason in writing."),
        explains=_("The case is given back to the applicant with this reason."),
        form=forms.ReturnForm,
        is_folded=True,
        is_refusal=True,
    ),
    Verb(
        "withdraw",
        (Action.WITHDRAW,),
        CASE_WITHDRAW,
        actions.withdraw_case,
        button=_("Withdraw"),
        done=_("Withdrawn."),
        explains=_("The applicant takes the application back. Write down how that is known."),
        form=forms.ReasonForm,
        is_folded=True,
        is_refusal=True,
    ),
)
BY_NAME = {verb.name: verb for verb in VERBS}


def offered(case: Case, steps: Steps, actor: Actor) -> list[Verb]:
    """The steps this person may take now: allowed by the table, by their permissions, and by what is on record."""
    possible = set(actions_from(Status(case.status)))
    return [
        verb
        for verb in VERBS
        if possible & set(verb.actions) and actor.may(verb.permission) and verb.fits(case, steps, actor)
    ]
