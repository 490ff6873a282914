"""How names are shown: Chinese as the data has it, the English name to who reads English and where there is one."""

from typing import Any

from django import template
from django.utils.translation import get_language, gettext, ngettext

from county.registry.permissions import Actor

register = template.Library()


@register.filter
def named(thing: Any, prefix: str = "") -> str:
    """`{{ hall|named }}`; `{{ case|named:"matter" }}` reads `matter_name` and `matter_english`."""
    if thing is None:
        return ""
    before = f"{prefix}_" if prefix else ""
    english = getattr(thing, f"{before}english", "")
    if english and (get_language() or "").startswith("en"):
        return str(english)
    return str(getattr(thing, f"{before}name"))


@register.filter
def working_time(minutes: int) -> str:
    """A length of working time, whichever way it runs: 45 minutes, 77 hours 5 minutes."""
    hours, rest = divmod(abs(minutes), 60)
    in_hours = ngettext("%(n)s working hour", "%(n)s working hours", hours) % {"n": hours}
    in_minutes = ngettext("%(n)s working minute", "%(n)s working minutes", rest) % {"n": rest}
    if not hours:
        return in_minutes
    return gettext("%(hours)s %(minutes)s") % {"hours": in_hours, "minutes": in_minutes} if rest else in_hours


@register.filter
def may(actor: Actor | None, permission: str) -> bool:
    """`{% if request.actor|may:"case.read" %}`"""
    return actor is not None and actor.may(permission)
