"""What is wrong with a rule book, in words for whoever typed it: rows are counted from 1, as people count."""

import re

from django.utils.translation import gettext, pgettext

from hall.console.rule_words import BOOK
from rules.errors import RuleError

# `hours.seasons[0].spans`: names, each perhaps with the position of a row counted from 0.
PLACE = re.compile(r"\w+(\[\d+\])?(\.\w+(\[\d+\])?)*")
AT = re.compile(r"\[([0-9]{1,6})\]")


def said(error: RuleError) -> str:
    """The sentence of the error in the reader's language: `penalties, row 4, article is missing.`"""
    return gettext(error.message) % {name: _readable(name, value) for name, value in error.values.items()}


def place_in_words(place: str) -> str:
    """`penalties[3].article` as `penalties, row 4, article`, or as `penalties（处罚）、第4行、article（条款）`."""
    parts = []
    for part in place.split("."):
        name, *rows = AT.split(part)
        parts += [_named(name)] if name else []
        parts += [gettext("row %(number)s") % {"number": int(at) + 1} for at in rows if at]
    return gettext(", ").join(parts)


def _named(key: str) -> str:
    word = pgettext(BOOK, key)
    return key if word == key else gettext("%(key)s (%(word)s)") % {"key": key, "word": word}


def _readable(name: str, value: object) -> object:
    is_place = isinstance(value, str) and (name == "where" or ("[" in value and PLACE.fullmatch(value)))
    return place_in_words(str(value)) if is_place else value
