"""Every number of a file of a pack, each with the same data in which that one number alone is another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from support.numerals import raised

TIME, MONTH_DAY = re.compile(r"\d\d:\d\d"), re.compile(r"\d\d-\d\d")
LEAP_YEAR = 2024
Key = str | int


@dataclass(frozen=True)
class Mutation:
    """One number, where it stands (`penalties[3].amount`), what it was and what it became."""

    place: str
    was: str
    became: str
    data: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.place}: {self.was} → {self.became}"


def mutations(data: dict[str, Any]) -> Iterator[Mutation]:
    """Whole and broken numbers and each number of a text are raised by one, dates and month-days by a day, times
    by half an hour. Codes, article paths, phones and names are texts like all others: nothing is left out but
    comments, which are no data."""
    for keys, value in _leaves(data, ()):
        for was, other in _changes(value):
            yield Mutation(_place(keys), was, str(other), _changed(data, keys, other))


def _leaves(value: Any, keys: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(each, (*keys, key))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _leaves(each, (*keys, at))
    else:
        yield keys, value


def _changes(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield str(value), value + 1
    elif isinstance(value, date):
        yield value.isoformat(), value + timedelta(days=1)
    elif TIME.fullmatch(value):
        later = datetime.strptime(value, "%H:%M") + timedelta(minutes=30)
        yield value, later.strftime("%H:%M")
    elif MONTH_DAY.fullmatch(value):
        following = date.fromisoformat(f"{LEAP_YEAR}-{value}") + timedelta(days=1)
        yield value, following.strftime("%m-%d")
    else:
        yield from raised(value)


def _changed(value: Any, keys: tuple[Key, ...], other: Any) -> Any:
    """A copy with one leaf changed; what does not lie on the way to it is shared."""
    if not keys:
        return other
    copy = value.copy()
    copy[keys[0]] = _changed(value[keys[0]], keys[1:], other)
    return copy


def _place(keys: tuple[Key, ...]) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")
