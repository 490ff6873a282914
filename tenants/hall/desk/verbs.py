"""Which button does what: one row for each step a clerk may take from the page of a case."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from county.registry.permissions import CASE_ACCEPT, CASE_COLLECT, CASE_COMPLETE, CASE_DECLINE, Actor
from hall.cases import actions, completion
from hall.cases.models import Case, CaseEvent
from rules.transitions import Action, Status, actions_from


@dataclass(frozen=True)
class Verb:
    """A step with its permission, its button, and the one thing it asks for."""

    action: Action
    permission: str
    perform: Callable[..., CaseEvent]
    button: Promise
    done: Promise
    explains: Promise
    field: str = ""  # the keyword `perform` takes
    label: Promise | str = ""
    choices: tuple[tuple[str, Promise], ...] = ()
    is_refusal: bool = False


VERBS = (
    Verb(
        Action.ACCEPT,
        CASE_ACCEPT,
        actions.accept_case,
        button=_("Accept"),
        done=_("Accepted. The clock is running."),
        explains=_("The papers are complete. The promised limit starts now."),
    ),
    Verb(
        Action.COMPLETE,
        CASE_COMPLETE,
        completion.complete_case,
        button=_("Complete"),
        done=_("Completed. The clock has stopped."),
        explains=_("The matter is settled. The clock stops."),
        field="result",
        label=_("Result"),
        choices=tuple((choice.value, choice.label) for choice in Case.Result),
    ),
    Verb(
        Action.COLLECT,
        CASE_COLLECT,
        completion.collect_case,
        button=_("Hand out"),
        done=_("Handed out."),
        explains=_("Somebody takes the result away."),
        field="collector_name",
        label=_("Name of the collector"),
    ),
    Verb(
        Action.DECLINE,
        CASE_DECLINE,
        actions.decline_case,
        button=_("Decline"),
        done=_("Declined. Give the applicant the reason in writing."),
        explains=_("The application cannot be accepted. The applicant is given this reason."),
        field="reason",
        label=_("Reason"),
        is_refusal=True,
    ),
    Verb(
        Action.RETURN,
        CASE_DECLINE,
        actions.return_case,
        button=_("Return"),
        done=_("Returned. Give the applicant the reason in writing."),
        explains=_("The case is given back to the applicant with this reason."),
        field="reason",
        label=_("Reason"),
        is_refusal=True,
    ),
)
BY_NAME = {verb.action.value: verb for verb in VERBS}


def offered(case: Case, actor: Actor) -> list[Verb]:
    """The steps this person may take now: allowed by the table, by their permissions, and known to this page."""
    possible = actions_from(Status(case.status))
    return [verb for verb in VERBS if verb.action in possible and actor.may(verb.permission)]
