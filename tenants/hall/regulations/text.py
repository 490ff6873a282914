"""A version's tables as the TOML a person edits, and back into the plain data the database keeps."""

import math
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import tomli_w

from rules.errors import RuleError
from rules.rulebook import Rulebook

POSITION = re.compile(r"line (?P<line>\d+), column (?P<column>\d+)")
LARGEST = 10**15
DEEPEST = 10  # tables and lists within one another; the rules need five
# PostgreSQL keeps no order of keys; whoever reads a row wants to know first what it is about.
FIRST_IN_A_ROW = (
    *("path", "rung", "number", "code", "name", "occurrence"),
    *("title", "english", "summary", "article", "from", "to"),
)
TABLES = tuple(field.name for field in fields(Rulebook))


def read_text(text: str) -> dict[str, Any]:
    """The tables in a TOML text. RuleError("bad_toml") with the line where it is none; comments are not kept."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = POSITION.search(str(error))
        if found is None:
            raise RuleError(
                "bad_toml", "The text ends where something is still missing, such as a quote or a bracket."
            ) from None
        raise RuleError(
            "bad_toml",
            "The text cannot be read from line %(line)s, column %(column)s on.",
            line=int(found["line"]),
            column=int(found["column"]),
        ) from None
    except RecursionError:
        raise RuleError("bad_toml", "The text has too many brackets within brackets.") from None
    except ValueError:  # Python converts no number of thousands of digits
        raise RuleError("bad_toml", "A number in the text has too many digits.") from None
    return plain(tables)


def write_text(tables: Mapping[str, Any]) -> str:
    """TOML that `read_text` reads back as the same tables, in the order of the rule book."""
    ordered = _in_order(tables, TABLES)
    if isinstance(begins := ordered.get("effective_on"), str) and re.fullmatch(r"\d{4}-\d\d-\d\d", begins):
        ordered["effective_on"] = _day(begins)
    return tomli_w.dumps(ordered)


def plain(tables: Mapping[str, Any]) -> dict[str, Any]:
    """The same tables as JSON keeps them: a date becomes text. RuleError("bad_rulebook") for what it cannot."""
    return {key: _plain(value, _name(key, "")) for key, value in tables.items()}


def _plain(value: Any, where: str, depth: int = 1) -> Any:
    if depth > DEEPEST:
        raise RuleError("bad_toml", "The text has too many brackets within brackets.")
    match value:
        case Mapping():
            return {key: _plain(each, _name(key, where), depth + 1) for key, each in value.items()}
        case list() | tuple():
            return [_plain(each, f"{where}[{at}]", depth + 1) for at, each in enumerate(value)]
        case bool():
            return value
        case int() if abs(value) <= LARGEST:
            return value
        case float() if math.isfinite(value) and abs(value) <= LARGEST:
            return value
        case str() if "\x00" not in value:
            return value
        case date() if not isinstance(value, datetime):
            return value.isoformat()
    raise RuleError(
        "bad_rulebook",
        "%(where)s must be text, a number, a date, true or false, a list or a table.",
        where,
        where=where,
    )


def _name(key: Any, where: str) -> str:
    if not isinstance(key, str) or "\x00" in key:
        raise RuleError("bad_rulebook", "%(where)s has a field without a proper name.", where, where=where)
    return f"{where}.{key}".strip(".")


def _in_order(value: Any, first: tuple[str, ...] = FIRST_IN_A_ROW) -> Any:
    match value:
        case Mapping():
            keys = sorted(value, key=lambda key: (first.index(key) if key in first else len(first), key))
            return {key: _in_order(value[key]) for key in keys}
        case list():
            return [_in_order(each) for each in value]
    return value


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
