"""Which days count: weekends, holidays and make-up days of a published calendar, a hall's closures."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from rules.errors import RuleError

DAY = timedelta(days=1)
NamedDays = Mapping[date, str]


class DayKind(StrEnum):
    """What a calendar says of one day. Only WORKDAY and MAKEUP are working days."""

    WORKDAY = "workday"
    MAKEUP = "makeup"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSURE = "closure"


@dataclass(frozen=True)
class DayRun:
    """Neighbouring days of the same kind and name, both ends included."""

    kind: DayKind
    name: str
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


FIRST_OF_RUN = attrgetter("first")
LAST_OF_RUN = attrgetter("last")


@dataclass(frozen=True)
class WorkCalendar:
    """One published version of the county's calendar, from `first_on` to `last_on`, both included.

    Outside these dates nothing is published yet: only weekends are known, and every answer is provisional.
    `closures` are days a single hall is shut; they win over everything, a make-up day included.
    Days may be given as a mapping to their names or as a bare collection of dates.
    """

    version: int
    first_on: date
    last_on: date
    holidays: NamedDays
    makeup_days: NamedDays
    closures: NamedDays = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("holidays", "makeup_days", "closures"):
            object.__setattr__(self, name, _frozen(getattr(self, name)))
        if self.last_on < self.first_on:
            raise RuleError("bad_calendar", "A calendar cannot end before it begins.", "last_on")
        for name in ("holidays", "makeup_days"):
            for day in getattr(self, name):
                if self.is_provisional(day):
                    raise RuleError(
                        "bad_calendar",
                        "%(day)s lies outside the calendar, which runs from %(first_on)s to %(last_on)s.",
                        f"{name}.{day}",
                        day=day.isoformat(),
                        first_on=self.first_on.isoformat(),
                        last_on=self.last_on.isoformat(),
                    )
        for day in self.makeup_days:
            if day in self.holidays:
                raise RuleError(
                    "bad_calendar",
                    "%(day)s is listed both as a holiday and as a make-up working day.",
                    f"makeup_days.{day}",
                    day=day.isoformat(),
                )

    def kind_of(self, day: date) -> DayKind:
        if day in self.closures:
            return DayKind.CLOSURE
        if day in self.makeup_days:
            return DayKind.MAKEUP
        if day in self.holidays:
            return DayKind.HOLIDAY
        return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY

    def name_of(self, day: date) -> str:
        """The name of a holiday, make-up day or closure; empty when it has none."""
        return self.closures.get(day) or self.makeup_days.get(day) or self.holidays.get(day) or ""

    def is_working_day(self, day: date) -> bool:
        if day in self.closures:
            return False
        return day in self.makeup_days or (day.weekday() < 5 and day not in self.holidays)

    def is_provisional(self, day: date) -> bool:
        """Whether the day lies outside the published dates, so that a later calendar may change it."""
        return not self.first_on <= day <= self.last_on

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        return self.add_working_days(day, 1)

    def working_day_from(self, day: date) -> date:
        """`day` itself if it is a working day, else the next one."""
        return day if self.is_working_day(day) else self.add_working_days(day, 1)

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day` (before it, for a negative n); 0 is `working_day_from`."""
        if n == 0:
            return self.working_day_from(day)
        known = self._published_working_days
        ordinal = day.toordinal()
        at = bisect_right(known, ordinal) + n - 1 if n > 0 else bisect_left(known, ordinal) + n
        # A day outside the published dates has no place among the known ones: it is counted by hand.
        if not self.is_provisional(day) and 0 <= at < len(known):
            return date.fromordinal(known[at])
        step = DAY if n > 0 else -DAY
        left = abs(n)
        while left:
            day += step
            left -= self.is_working_day(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days follow `first` up to and including `last`; 0 when `last` is not after `first`."""
        if last <= first:
            return 0
        if self.is_provisional(first) or self.is_provisional(last):
            span = range(first.toordinal() + 1, last.toordinal() + 1)
            return sum(self.is_working_day(date.fromordinal(day)) for day in span)
        known = self._published_working_days
        return bisect_right(known, last.toordinal()) - bisect_right(known, first.toordinal())

    def special_runs(self, first: date, last: date) -> list[DayRun]:
        """The holidays, make-up days and closures from `first` to `last`, neighbours of one name together."""
        runs = self._special_runs
        at = bisect_left(runs, first, key=LAST_OF_RUN)
        until = bisect_right(runs, last, key=FIRST_OF_RUN)
        return [
            run
            if first <= run.first and run.last <= last
            else DayRun(run.kind, run.name, max(run.first, first), min(run.last, last))
            for run in runs[at:until]
        ]

    def with_closures(self, closures: NamedDays | Iterable[date]) -> "WorkCalendar":
        """The same calendar as one hall lives it, with the days on which that hall is shut."""
        shut = _frozen(closures)
        lived = WorkCalendar(self.version, self.first_on, self.last_on, self.holidays, self.makeup_days, shut)
        if not self.closures:
            # From the days counted already: a recount makes one such calendar for every case it looks at.
            closed = {day.toordinal() for day in shut}
            known = [day for day in self._published_working_days if day not in closed]
            vars(lived)["_published_working_days"] = known
        return lived

    def as_data(self) -> dict[str, Any]:
        """Plain data for JSON. `closures` appears only when there are any: they belong to a hall."""
        data: dict[str, Any] = {
            "version": self.version,
            "first_on": self.first_on.isoformat(),
            "last_on": self.last_on.isoformat(),
            "holidays": {day.isoformat(): name for day, name in self.holidays.items()},
            "makeup_days": {day.isoformat(): name for day, name in self.makeup_days.items()},
        }
        if self.closures:
            data["closures"] = {day.isoformat(): name for day, name in self.closures.items()}
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "WorkCalendar":
        """Read what `as_data` wrote. Anything else is RuleError("bad_calendar") naming the field."""
        fields = {"version", "first_on", "last_on", "holidays", "makeup_days", "closures"}
        for name in data:
            if name not in fields:
                raise RuleError("bad_calendar", "A calendar has no field %(name)s.", name, name=name)
        version = data.get("version")
        if type(version) is not int:
            raise RuleError("bad_calendar", "The version of a calendar is a whole number.", "version")
        return cls(
            version,
            _read_day(data.get("first_on"), "first_on"),
            _read_day(data.get("last_on"), "last_on"),
            _read_named_days(data, "holidays"),
            _read_named_days(data, "makeup_days"),
            _read_named_days(data, "closures"),
        )

    @cached_property
    def _published_working_days(self) -> list[int]:
        span = range(self.first_on.toordinal(), self.last_on.toordinal() + 1)
        return [ordinal for ordinal in span if self.is_working_day(date.fromordinal(ordinal))]

    @cached_property
    def _special_runs(self) -> list[DayRun]:
        runs: list[DayRun] = []
        for day in sorted({*self.holidays, *self.makeup_days, *self.closures}):
            kind, name = self.kind_of(day), self.name_of(day)
            before = runs[-1] if runs else None
            if before and (before.kind, before.name, before.last) == (kind, name, day - DAY):
                runs[-1] = DayRun(kind, name, before.first, day)
            else:
                runs.append(DayRun(kind, name, day, day))
        return runs


def _frozen(days: NamedDays | Iterable[date]) -> NamedDays:
    named = days if isinstance(days, Mapping) else dict.fromkeys(days, "")
    return MappingProxyType(dict(sorted(named.items())))


def _read_day(value: object, name: str) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise RuleError("bad_calendar", "%(name)s is not a date (YYYY-MM-DD).", name, name=name) from None


def _read_named_days(data: Mapping[str, Any], name: str) -> NamedDays:
    days = data.get(name, {})
    if not isinstance(days, Mapping):
        raise RuleError("bad_calendar", "%(name)s must be a table of dates and names.", name, name=name)
    return {_read_day(day, f"{name}.{day}"): str(label) for day, label in days.items()}
