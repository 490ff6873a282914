"""Days of a calendar as a person types them: one line a run, `2027-01-01 2027-01-03 元旦`."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from county.standards.holidays import holiday_name, source_name
from rules.errors import RuleError
from rules.workdays import DAY

LONGEST_RUN = 31  # days; the longest holiday there has been had nine
LONGEST_NAME = 40


@dataclass(frozen=True)
class Lines:
    """The days of one text by name, and the line each was typed in, counted from 1."""

    days: Mapping[date, str]
    line_of: Mapping[date, int]


def write_lines(days: Mapping[date, str]) -> str:
    """Neighbouring days of one name as one line, oldest first, names in the language of the reader."""
    runs: list[tuple[date, date, str]] = []
    for day, name in sorted(days.items()):
        if runs and runs[-1][1] == day - DAY and runs[-1][2] == name:
            runs[-1] = (runs[-1][0], day, name)
        else:
            runs.append((day, day, name))
    return "\n".join(
        " ".join(filter(None, [str(first), "" if last == first else str(last), holiday_name(name)]))
        for first, last, name in runs
    )


def read_lines(text: str) -> Lines:
    """RuleError("bad_calendar") names the line. Empty lines are passed over; names may be of either language."""
    days: dict[date, str] = {}
    line_of: dict[date, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        first, last, name = _read(line, number)
        for n in range((last - first).days + 1):
            day = first + DAY * n
            if day in days:
                raise RuleError(
                    "bad_calendar",
                    "Line %(line)s: %(day)s stands in line %(other)s already.",
                    None,
                    line=number,
                    day=day.isoformat(),
                    other=line_of[day],
                )
            days[day], line_of[day] = name, number
    return Lines(days, line_of)


def _read(line: str, number: int) -> tuple[date, date, str]:
    words = line.split()
    first = _day(words[0])
    if first is None:
        raise RuleError(
            "bad_calendar",
            "Line %(line)s: %(word)s is not a date. A line begins with a day (YYYY-MM-DD), or a first and a last day.",
            None,
            line=number,
            word=words[0][:40],
        )
    last = _day(words[1]) if len(words) > 1 else None
    name = " ".join(words[2:] if last else words[1:])
    if last and not 0 <= (last - first).days < LONGEST_RUN:
        raise RuleError(
            "bad_calendar",
            "Line %(line)s: from %(first)s to %(last)s is not a run of 1 to %(most)s days.",
            None,
            line=number,
            first=first.isoformat(),
            last=last.isoformat(),
            most=LONGEST_RUN,
        )
    if not name.isprintable() or len(name) > LONGEST_NAME:
        raise RuleError(
            "bad_calendar",
            "Line %(line)s: a name has at most %(most)s characters, all of them printable.",
            None,
            line=number,
            most=LONGEST_NAME,
        )
    return first, last or first, source_name(name)


def _day(word: str) -> date | None:
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return None
    return day if day.isoformat() == word else None  # not 20270101, not 2027-W01-1
