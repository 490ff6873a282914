"""How names are shown: Chinese as the data has it, the English name to who reads English and where there is one."""

from typing import Any

from django import template
from django.utils.translation import get_language

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
def positive(number: int) -> int:
    """How much, whichever way: `{{ minutes|positive }}` early or late."""
    return abs(number)


@register.filter
def may(actor: Actor | None, permission: str) -> bool:
    """`{% if request.actor|may:"case.read" %}`"""
    return actor is not None and actor.may(permission)
