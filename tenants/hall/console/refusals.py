"""What is wrong with a rule book, in words for whoever typed it: rows are counted from 1, as people count."""

import re

from django.utils.translation import gettext

from rules.errors import RuleError

# `hours.seasons[0].spans`: names, each perhaps with the position of a row counted from 0.
PLACE = re.compile(r"\w+(\[\d+\])?(\.\w+(\[\d+\])?)*")
PART = re.compile(r"(?P<name>\w+)(\[(?P<at>\d+)\])?")


def said(error: RuleError) -> str:
    """The sentence of the error in the reader's language: `penalties, row 4, article is missing.`"""
    return gettext(error.message) % {name: _readable(name, value) for name, value in error.values.items()}


def place_in_words(place: str) -> str:
    """`penalties[3].article` as `penalties, row 4, article`."""
    parts = []
    for part in PART.finditer(place):
        parts.append(part["name"])
        if part["at"]:
            parts.append(gettext("row %(number)s") % {"number": int(part["at"]) + 1})
    return gettext(", ").join(parts)


def _readable(name: str, value: object) -> object:
    is_place = isinstance(value, str) and PLACE.fullmatch(value) and (name == "where" or "[" in value)
    return place_in_words(str(value)) if is_place else value
