"""When a hall is open: daily spans by season of the year. Whether a day is worked is the calendar's say."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from zoneinfo import ZoneInfo

from rules.errors import RuleError
from rules.tables.reading import Row

LOCAL = ZoneInfo("Asia/Shanghai")


def written(at: datetime) -> str:
    """An instant as records keep it: ISO 8601, in local time with its offset."""
    return at.astimezone(LOCAL).isoformat()


MonthDay = tuple[int, int]
Span = tuple[time, time]
LEAP_YEAR = 2024
TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")
MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Season:
    """The spans kept from one day of the year to another, both included; it may run across New Year."""

    from_month_day: MonthDay
    to_month_day: MonthDay
    spans: tuple[Span, ...]

    def __contains__(self, day: date) -> bool:
        at, first, last = (day.month, day.day), self.from_month_day, self.to_month_day
        return first <= at <= last if first <= last else (at >= first or at <= last)


@dataclass(frozen=True)
class OpeningHours:
    """Every day of the year lies in exactly one season; anything else is RuleError("bad_hours")."""

    seasons: tuple[Season, ...]
    article: str | None = None

    def __post_init__(self) -> None:
        for at, season in enumerate(self.seasons):
            _check_spans(season.spans, f"hours.seasons[{at}].spans")
        day = date(LEAP_YEAR, 1, 1)
        while day.year == LEAP_YEAR:
            found = sum(day in season for season in self.seasons)
            if found != 1:
                raise RuleError(
                    "bad_hours",
                    "%(where)s: %(day)s (month-day) lies in %(found)s of them; every day must lie in exactly one.",
                    "hours.seasons",
                    where="hours.seasons",
                    day=f"{day:%m-%d}",
                    found=found,
                )
            day += timedelta(days=1)

    @classmethod
    def all_year(cls, *spans: Span) -> "OpeningHours":
        return cls((Season((1, 1), (12, 31), spans),))

    def spans_on(self, day: date) -> tuple[Span, ...]:
        return self._by_month_day[day.month, day.day]

    def opening_at(self, day: date) -> time:
        return self.spans_on(day)[0][0]

    def closing_at(self, day: date) -> time:
        return self.spans_on(day)[-1][1]

    def instants_on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The spans of that day as local instants."""
        return tuple(
            (datetime.combine(day, start, LOCAL), datetime.combine(day, end, LOCAL))
            for start, end in self.spans_on(day)
        )

    @cached_property
    def _by_month_day(self) -> dict[MonthDay, tuple[Span, ...]]:
        days = (date(LEAP_YEAR, 1, 1) + timedelta(days=at) for at in range(366))
        return {
            (day.month, day.day): next(season.spans for season in self.seasons if day in season)
            for day in days
        }


def read_hours(row: Row) -> OpeningHours:
    """`[hours]` article?; `[[hours.seasons]]` from = "MM-DD" to = "MM-DD" spans = [["HH:MM", "HH:MM"]].

    The article is optional because every hall keeps hours, also one whose regulation does not state them.
    """
    article = row.optional_article()
    seasons = row.rows("seasons", _read_season)
    try:
        return OpeningHours(seasons, article)
    except RuleError as error:
        raise RuleError("bad_rulebook", error.message, error.field, **error.values) from None


def _read_season(row: Row) -> Season:
    return Season(_month_day(row, "from"), _month_day(row, "to"), _spans(row))


def _month_day(row: Row, key: str) -> MonthDay:
    text = row.text(key)
    if MONTH_DAY.fullmatch(text):
        with suppress(ValueError):
            day = date.fromisoformat(f"{LEAP_YEAR}-{text}")
            return day.month, day.day
    raise row.refuse(key, "%(where)s must be a month and a day (MM-DD).")


def _spans(row: Row) -> tuple[Span, ...]:
    spans = row.raw("spans")
    if not isinstance(spans, list | tuple) or not all(
        isinstance(span, list | tuple)
        and len(span) == 2
        and all(isinstance(at, str) and TIME.fullmatch(at) for at in span)
        for span in spans
    ):
        raise row.refuse("spans", "%(where)s must be a list of pairs of times (HH:MM).")
    return tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in spans)


def _check_spans(spans: tuple[Span, ...], where: str) -> None:
    if not spans:
        raise RuleError(
            "bad_hours", "%(where)s must name at least one span of opening hours.", where, where=where
        )
    edges = [edge for span in spans for edge in span]
    # Strictly rising edges: no span ends before it starts, none touches, overlaps or crosses another.
    if any(later <= earlier for earlier, later in pairwise(edges)):
        raise RuleError(
            "bad_hours",
            "%(where)s: opening hours must not cross, touch or overlap.",
            where,
            where=where,
        )
