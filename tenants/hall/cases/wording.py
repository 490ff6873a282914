"""What codes, broken rules and lines of a trace are called: translated sentences, the same on a page and in the API."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from county.standards.holidays import holiday_name
from hall.cases.models import STATUSES
from rules.errors import RuleError
from rules.transitions import Action

STATUS_NAMES: dict[str, Any] = dict(STATUSES)
# The names of steps, as the history of a case tells them.
ACTION_NAMES: dict[str, Promise] = {
    Action.INTAKE.value: _("received"),
    Action.ACCEPT.value: _("accepted"),
    Action.DECLINE.value: _("declined"),
    Action.RETURN.value: _("returned"),
    Action.REQUEST_SUPPLEMENT.value: _("supplement asked for"),
    Action.RECEIVE_SUPPLEMENT.value: _("supplement received"),
    Action.COMPLETE.value: _("completed"),
    Action.COLLECT.value: _("handed out"),
    Action.WITHDRAW.value: _("withdrawn"),
    Action.MARK_OVERDUE.value: _("went past its due date"),
}


def sentence_of(error: RuleError) -> str:
    """The error as a sentence; codes of statuses and steps among its values are said in words."""
    values = dict(error.values)
    if "status" in values:
        values["status"] = STATUS_NAMES.get(str(values["status"]), values["status"])
    if "action" in values:
        values["action"] = ACTION_NAMES.get(str(values["action"]), values["action"])
    return gettext(error.message) % values


def sentence_of_line(line: Mapping[str, Any]) -> str:
    """One line of a stored trace as a sentence; holidays by the names people use."""
    values = dict(line["values"])
    if "name" in values:
        values["name"] = holiday_name(str(values["name"]))
    return gettext(line["text"]) % values
