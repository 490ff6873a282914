"""The days of the month on which a window works, kept as text ("5,20"): a plain column that any SQL reads."""

import re
from datetime import date

PATTERN = r"^$|^(0?[1-9]|[12][0-9]|3[01])(,(0?[1-9]|[12][0-9]|3[01]))*$"


def read_days(text: str) -> tuple[int, ...]:
    """`"20,5"` → `(5, 20)`, as typed with either comma; () is every day. ValueError when it is no list of days."""
    plain = text.replace("，", ",").replace("、", ",").replace(" ", "")
    if not re.match(PATTERN, plain):
        raise ValueError(text)
    return tuple(sorted({int(day) for day in plain.split(",") if day}))


def written(days: tuple[int, ...]) -> str:
    """As the column keeps it."""
    return ",".join(str(day) for day in days)


def in_words(days: tuple[int, ...]) -> str:
    """`5, 20`: the same in every language, for it stands in sentences that are translated later."""
    return ", ".join(str(day) for day in days)


def works_on(days: tuple[int, ...], day: date) -> bool:
    """Is this one of the days? The 31st falls out in a shorter month: a window's rule moves no day."""
    return not days or day.day in days
