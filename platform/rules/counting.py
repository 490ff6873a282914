"""Counts a limit along the calendar, remembering each step so that `rules.telling` can say why.

The rules it follows are set out in `rules.clock`, its only caller.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil

from rules import reasons
from rules.hours import LOCAL, OpeningHours
from rules.limits import Limit, LimitUnit
from rules.opening import MINUTE, Spell
from rules.stops import Pause, calendar_days_taken, working_days_taken
from rules.trace import Sentence
from rules.workdays import DAY, DayKind, WorkCalendar

ON_DAY_OFF = {
    DayKind.WEEKEND: reasons.ACCEPTED_ON_WEEKEND,
    DayKind.HOLIDAY: reasons.ACCEPTED_ON_HOLIDAY,
    DayKind.CLOSURE: reasons.ACCEPTED_ON_CLOSURE,
}


@dataclass(frozen=True, slots=True)
class Beginning:
    """From when acceptance `at` counts, and why from then."""

    at: datetime
    counts_from: datetime
    why: Sentence


@dataclass(frozen=True, slots=True)
class DaysRun:
    """A limit in days as it ran: the stops took `taken` days, so `back` whole days were added."""

    limit: Limit
    day_zero: date
    since: datetime
    taken: Fraction
    back: int
    nominal: date  # the last day as counted, before it moved to a working day
    waited: tuple[date, ...]  # days that could not be the last, because the clock stood still at closing
    due: datetime
    is_extension: bool = False


@dataclass(frozen=True, slots=True)
class MinutesRun:
    """A limit in working minutes as it ran: how long on each day, and what was then left."""

    limit: Limit
    since: datetime
    days: tuple[tuple[date, timedelta, timedelta], ...]
    due: datetime


@dataclass(frozen=True, slots=True)
class Count:
    """What a counting counts by."""

    calendar: WorkCalendar
    hours: OpeningHours
    pauses: tuple[Pause, ...]

    def begin(self, at: datetime) -> Beginning:
        """Acceptance counts from `at` itself, or from the next opening."""
        day, clock_time = at.date(), at.time()
        if not self.calendar.is_working_day(day):
            why = ON_DAY_OFF[self.calendar.kind_of(day)]
            return Beginning(at, self._opening(self.calendar.next_working_day(day)), why)
        spans = self.hours.spans_on(day)
        for opens, closes in spans:
            if clock_time < opens:  # before the first span, or in the break before this one
                why = reasons.ACCEPTED_EARLY if opens == spans[0][0] else reasons.ACCEPTED_AT_LUNCH
                return Beginning(at, datetime.combine(day, opens, LOCAL), why)
            if clock_time <= closes:
                return Beginning(at, at, reasons.ACCEPTED)
        return Beginning(at, self._opening(self.calendar.next_working_day(day)), reasons.ACCEPTED_LATE)

    def days(self, begun: datetime, limit: Limit) -> DaysRun:
        day_zero = begun.date()
        since = _midnight_after(day_zero) if limit.amount else begun
        return self._end_of_days(day_zero, since, limit)

    def extension(self, due: datetime, limit: Limit) -> DaysRun:
        day = due.date()
        return self._end_of_days(day, _midnight_after(day), limit, is_extension=True)

    def minutes(self, begun: datetime, limit: Limit) -> MinutesRun:
        day, due, left = begun.date(), begun, limit.amount * MINUTE
        days: list[tuple[date, timedelta, timedelta]] = []
        while left:
            ran = timedelta()
            for since, until in self._running_spells(day, begun):
                due = min(until, since + left - ran)
                ran += due - since
                if ran == left:
                    break
            left -= ran
            days.append((day, ran, left))
            day = self.calendar.next_working_day(day)
        return MinutesRun(limit, begun, tuple(days), due)

    def pauses_within(self, since: datetime, until: datetime) -> list[Pause]:
        return [part for pause in self.pauses if (part := pause.within(since, until))]

    def days_taken(self, pause: Pause, unit: LimitUnit) -> Fraction:
        if unit is LimitUnit.WORKING_DAYS:
            return working_days_taken(pause, self.calendar, self.hours)
        return calendar_days_taken(pause)

    def counted_to(self, day_zero: date, amount: int, unit: LimitUnit) -> date:
        if unit is LimitUnit.WORKING_DAYS:
            return self.calendar.add_working_days(day_zero, amount)
        return day_zero + amount * DAY

    def _end_of_days(
        self, day_zero: date, since: datetime, limit: Limit, *, is_extension: bool = False
    ) -> DaysRun:
        """Closing time of the first working day by which the clock has run the whole limit."""
        unit, waited = limit.unit, list[date]()
        nominal = self.counted_to(day_zero, limit.amount, unit)
        last = self.calendar.working_day_from(nominal)
        back, taken = 0, Fraction(0)
        while self.pauses:
            closing = self._closing(last)
            within = self.pauses_within(since, closing)
            taken = sum((self.days_taken(pause, unit) for pause in within), Fraction(0))
            back = ceil(taken)
            nominal = self.counted_to(day_zero, limit.amount + back, unit)
            covering = next((pause for pause in self.pauses if pause.start < closing < pause.end), None)
            if nominal > last:
                last = self.calendar.working_day_from(nominal)
            elif covering:
                waited.append(last)
                last = self.calendar.working_day_from(max(last + DAY, covering.end.date()))
            else:
                break
        due = self._closing(last)
        return DaysRun(limit, day_zero, since, taken, back, nominal, tuple(waited), due, is_extension)

    def _running_spells(self, day: date, since: datetime) -> list[Spell]:
        """The opening spans of `day` from `since` on, without the pauses."""
        spells = [(max(opens, since), closes) for opens, closes in self.hours.instants_on(day)]
        for pause in self.pauses:
            cut = [
                piece
                for opens, closes in spells
                for piece in ((opens, min(closes, pause.start)), (max(opens, pause.end), closes))
            ]
            spells = cut if pause.start < pause.end else spells
        return [(opens, closes) for opens, closes in spells if opens < closes]

    def _opening(self, day: date) -> datetime:
        return datetime.combine(day, self.hours.opening_at(day), LOCAL)

    def _closing(self, day: date) -> datetime:
        return datetime.combine(day, self.hours.closing_at(day), LOCAL)


def _midnight_after(day: date) -> datetime:
    """The first instant of day 1: the day itself does not count."""
    return datetime.combine(day + DAY, time.min, LOCAL)
