"""What codes, broken rules and lines of a trace are called: translated sentences, the same on a page and in the API."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from county.registry.departments import department_names
from county.registry.templatetags.wording import named
from county.standards.holidays import holiday_name
from hall.cases.models import STATUSES
from hall.catalogue.models import ROUTES, TERMS
from rules.errors import RuleError
from rules.transitions import Action
from rules.workdays import DayKind

STATUS_NAMES: dict[str, Any] = dict(STATUSES)
# The names of steps, as the history of a case tells them.
ACTION_NAMES: dict[str, Promise] = {
    Action.INTAKE.value: _("received"),
    Action.ACCEPT.value: _("accepted"),
    Action.DECLINE.value: _("declined"),
    Action.RETURN.value: _("returned"),
    Action.REQUEST_SUPPLEMENT.value: _("supplement asked for"),
    Action.RECEIVE_SUPPLEMENT.value: _("supplement received"),
    Action.DEEM_ACCEPTED.value: _("accepted by rule: nothing was asked for in time"),
    Action.LAPSE.value: _("refused by rule: the papers did not come in time"),
    Action.STOP_CLOCK.value: _("clock stopped"),
    Action.RESUME_CLOCK.value: _("clock goes on"),
    Action.REQUEST_EXTENSION.value: _("extension asked for"),
    Action.EXTEND.value: _("extended"),
    Action.REFUSE_EXTENSION.value: _("extension refused"),
    Action.URGE.value: _("urged"),
    Action.COPY.value: _("copied to the departments"),
    Action.ACKNOWLEDGE_COPY.value: _("copy acknowledged"),
    Action.SURVEY.value: _("site surveyed"),
    Action.REVIEW_JOINTLY.value: _("reviewed jointly"),
    Action.DECIDE_PART.value: _("part decided"),
    Action.CONSENT.value: _("citizen consented to agency"),
    Action.ADVANCE_AGENCY.value: _("agency went on"),
    Action.RECORD_FEE.value: _("fee recorded"),
    Action.COMPLETE.value: _("completed"),
    Action.COLLECT.value: _("handed out"),
    Action.WITHDRAW.value: _("withdrawn"),
    Action.REQUEST_REVIEW.value: _("review asked for"),
    Action.UPHOLD.value: _("review: decision upheld"),
    Action.REOPEN.value: _("review: decision lifted, received anew"),
    Action.RESTORE.value: _("review: return lifted, the case runs on"),
    Action.MARK_DUE_SOON.value: _("became due soon"),
    Action.MARK_OVERDUE.value: _("went past its due date"),
    Action.MARK_LATE.value: _("something on it is late"),
    Action.RECOUNT.value: _("due date counted again"),
}

# The facts a kind is named by, and their values.
FACT_NAMES: dict[str, Promise] = {
    **dict(TERMS),
    **dict(ROUTES),
    "has_awaited_supplement": _("has waited for a supplement"),
    "was_returned": _("was returned"),
}


def sentence_of(error: RuleError) -> str:
    """The error as a sentence; codes of statuses, steps and departments among its values are said in words."""
    values = dict(error.values)
    if "status" in values:
        values["status"] = STATUS_NAMES.get(str(values["status"]), values["status"])
    if "action" in values:
        values["action"] = ACTION_NAMES.get(str(values["action"]), values["action"])
    for name in ("department", "departments"):
        if name in values:
            codes = str(values[name]).split(", ")
            called = department_names(codes)
            values[name] = gettext(", ").join(called[code] for code in codes)
    return gettext(error.message) % values


def sentence_of_line(line: Mapping[str, Any]) -> str:
    """One line of a stored trace as a sentence; kinds, facts and holidays by the names people use."""
    values = dict(line["values"])
    if "english" in values:
        values["name"] = named(_Names(values["name"], values["english"]))
    elif "name" in values:
        values["name"] = _day_name(str(values["name"]))
    if "facts" in values:
        values["facts"] = facts_in_words(values["facts"])
    return gettext(line["text"]) % values


def _day_name(name: str) -> str:
    """A holiday or a closure by its name, a plain weekend as such."""
    return gettext("weekend") if name == DayKind.WEEKEND else str(holiday_name(name))


def facts_in_words(facts: Mapping[str, str | bool | tuple[str, ...]]) -> str:
    """`agency, not: was returned`, `forwarded or agency`; empty when nothing is asked."""
    return gettext(", ").join(_fact(name, value) for name, value in facts.items())


def _fact(name: str, value: str | bool | tuple[str, ...]) -> str:
    if isinstance(value, tuple):
        return gettext(" or ").join(str(FACT_NAMES[each]) for each in value)
    if isinstance(value, str):
        return str(FACT_NAMES[value])
    return str(FACT_NAMES[name]) if value else gettext("not: %(fact)s") % {"fact": FACT_NAMES[name]}


@dataclass(frozen=True)
class _Names:
    name: str
    english: str
