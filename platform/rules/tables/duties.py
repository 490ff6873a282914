"""What a hall must keep up, report and escalate: its duties, its monthly reports, its ladder of problems."""

from dataclasses import dataclass
from enum import StrEnum

from rules.tables.named import NamedRule
from rules.tables.reading import Row


class Every(StrEnum):
    """How often a duty comes round."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class Duty(NamedRule):
    """A duty of staffing, rota, meeting or record. `minimum` is the least number of people, and `maximum` the
    higher figure where the regulation names two ("at least 1–2")."""

    minimum: int | None = None
    maximum: int | None = None
    every: Every | None = None


@dataclass(frozen=True)
class Report:
    """A report due on a `day` of each month, `to` whom (a code)."""

    code: str
    day: int
    to: str
    article: str
    name: str = ""
    english: str = ""


@dataclass(frozen=True)
class Escalation(NamedRule):
    """Problems of one sort (`code`: ordinary, difficult, major, …) are settled by `to`."""

    to: str


def read_duty(row: Row) -> Duty:
    """`[[duties]]` code name english article; minimum? maximum? every? ("day", "week", "month" or "year")"""
    named = row.code("code"), row.text("name"), row.text("english"), row.article()
    least, most = row.optional_number("minimum"), row.optional_number("maximum")
    if most is not None and (least is None or most < least):
        raise row.refuse("maximum", "%(where)s must not be less than the minimum.")
    return Duty(*named, least, most, row.optional_choice("every", Every))


def read_report(row: Row) -> Report:
    """`[[reporting]]` code day (1–31) to article; name? english?"""
    return Report(
        row.code("code"),
        row.number("day", at_most=31),
        row.code("to"),
        row.article(),
        row.optional_text("name") or "",
        row.optional_text("english") or "",
    )


def read_escalation(row: Row) -> Escalation:
    """`[[escalation]]` code name english article to"""
    named = row.code("code"), row.text("name"), row.text("english"), row.article()
    return Escalation(*named, row.code("to"))


def check_report_days(book: Row, reports: tuple[Report, ...]) -> None:
    """A report may be due on several days of the month, but on each of them once."""
    days = [(report.code, report.day) for report in reports]
    for at, (code, day) in enumerate(days):
        if (code, day) in days[:at]:
            raise book.refuse(
                f"reporting[{at}].day", "%(where)s repeats day %(day)s of %(report)s.", day=day, report=code
            )
