"""Counts a limit step by step along the calendar, writing a line of the trace at every step.

The rules it follows are set out in `rules.clock`, its only caller.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from math import ceil
from typing import Any

from rules import reasons
from rules.hours import LOCAL, OpeningHours
from rules.limits import Limit, LimitUnit
from rules.opening import MINUTE, Spell, open_time
from rules.stops import Pause, calendar_days_taken, working_days_taken
from rules.trace import TraceLine
from rules.workdays import DAY, DayKind, WorkCalendar

SKIPPED = {
    DayKind.HOLIDAY: reasons.HOLIDAY_SKIPPED,
    DayKind.CLOSURE: reasons.CLOSURE_SKIPPED,
    DayKind.MAKEUP: reasons.MAKEUP_COUNTED,
}
ON_DAY_OFF = {
    DayKind.WEEKEND: reasons.ACCEPTED_ON_WEEKEND,
    DayKind.HOLIDAY: reasons.ACCEPTED_ON_HOLIDAY,
    DayKind.CLOSURE: reasons.ACCEPTED_ON_CLOSURE,
}


@dataclass(frozen=True, slots=True)
class Count:
    """One counting: what it counts by, and the lines it writes as it goes."""

    calendar: WorkCalendar
    hours: OpeningHours
    pauses: tuple[Pause, ...]
    lines: list[TraceLine]

    def begin(self, at: datetime) -> datetime:
        """The instant acceptance counts from: `at` itself, or the next opening."""
        day, clock_time = at.date(), at.time()
        kind = self.calendar.kind_of(day)
        said: dict[str, Any] = {"day": day.isoformat(), "time": minute_of(clock_time)}
        if kind in ON_DAY_OFF:
            opened = self._opening(self.calendar.next_working_day(day))
            if kind is not DayKind.WEEKEND:
                said["name"] = self.calendar.name_of(day) or kind.value
            sentence = ON_DAY_OFF[kind]
        elif clock_time > self.hours.closing_at(day):
            opened = self._opening(self.calendar.next_working_day(day))
            said["closing"] = minute_of(self.hours.closing_at(day))
            sentence = reasons.ACCEPTED_LATE
        else:
            opening, spans = self.hours.opening_at(day), self.hours.spans_on(day)
            opened, sentence = at, reasons.ACCEPTED
            # Outside every span but not after closing: before the first one or in a break between two.
            if not any(start <= clock_time <= end for start, end in spans):
                start = next(start for start, _ in spans if clock_time < start)
                opened = datetime.combine(day, start, LOCAL)
                said["opening"] = minute_of(start)
                sentence = reasons.ACCEPTED_EARLY if start == opening else reasons.ACCEPTED_AT_LUNCH
        said["day_zero"] = opened.date().isoformat()
        self.lines.append(sentence(**said))
        return opened

    def days(self, begun: datetime, limit: Limit) -> datetime:
        day_zero = begun.date()
        if limit.amount:
            since = datetime.combine(day_zero + DAY, time.min, LOCAL)
            day_one = self._counted_to(day_zero, 1, limit.unit)
            self.lines.append(
                reasons.FROM_NEXT_DAY(day_zero=day_zero.isoformat(), day_one=day_one.isoformat())
            )
        else:
            since = begun
            self.lines.append(reasons.SAME_DAY.citing(limit.article, day_zero=day_zero.isoformat()))
        return self._end_of_days(day_zero, since, limit)

    def extension(self, due: datetime, limit: Limit) -> datetime:
        sentence = (
            reasons.EXTENDED_WORKING_DAYS
            if limit.unit is LimitUnit.WORKING_DAYS
            else reasons.EXTENDED_CALENDAR_DAYS
        )
        day = due.date()
        self.lines.append(sentence.citing(limit.article, days=limit.amount, day=day.isoformat()))
        return self._end_of_days(day, datetime.combine(day + DAY, time.min, LOCAL), limit)

    def minutes(self, begun: datetime, limit: Limit) -> datetime:
        amount, day, due = limit.amount * MINUTE, begun.date(), begun
        said = {"day": day.isoformat(), "time": minute_of(begun.time())}
        self.lines.append(reasons.FROM_THE_MINUTE.citing(limit.article, amount=limit.amount, **said))
        days: list[TraceLine] = []
        left = amount
        while left:
            ran = timedelta()
            for since, until in self._running_spells(day, begun):
                due = min(until, since + left - ran)
                ran += due - since
                if ran == left:
                    break
            left -= ran
            days.append(reasons.RAN_ON_DAY(day=day.isoformat(), minutes=ran // MINUTE, left=left // MINUTE))
            day = self.calendar.next_working_day(day)
        for pause in self._pauses_within(begun, due):
            self.lines.append(reasons.STOP_TOOK_MINUTES(**self.said_of(pause)))
        self.lines.extend(days)
        self._say_special_days(begun.date() + DAY, due.date(), len(days) - 1)
        self.lines.append(reasons.ENDS_AT_MINUTE(day=due.date().isoformat(), time=minute_of(due.time())))
        return due

    def _end_of_days(self, day_zero: date, since: datetime, limit: Limit) -> datetime:
        """Closing time of the first working day by which the clock has run the whole limit."""
        unit, waited = limit.unit, list[date]()
        nominal = self._counted_to(day_zero, limit.amount, unit)
        last = self.calendar.working_day_from(nominal)
        back, taken = 0, Fraction(0)
        while self.pauses:
            closing = self._closing(last)
            within = self._pauses_within(since, closing)
            taken = sum((self._days_taken(pause, unit) for pause in within), Fraction(0))
            back = ceil(taken)
            nominal = self._counted_to(day_zero, limit.amount + back, unit)
            covering = next((pause for pause in self.pauses if pause.start < closing < pause.end), None)
            if nominal > last:
                last = self.calendar.working_day_from(nominal)
            elif covering:
                waited.append(last)
                last = self.calendar.working_day_from(max(last + DAY, covering.end.date()))
            else:
                break
        self._say_days(day_zero, since, limit, back, taken, nominal, last, waited)
        return self._closing(last)

    def _say_days(
        self,
        day_zero: date,
        since: datetime,
        limit: Limit,
        back: int,
        taken: Fraction,
        nominal: date,
        last: date,
        waited: list[date],
    ) -> None:
        is_working = limit.unit is LimitUnit.WORKING_DAYS
        closing = self._closing(last)
        if taken:
            for pause in self._pauses_within(since, closing):
                days = _decimal(self._days_taken(pause, limit.unit))
                self.lines.append(reasons.STOP_TOOK(days=days, **self.said_of(pause)))
            self.lines.append(reasons.GIVEN_BACK(taken=_decimal(taken), days=back))
        amount = limit.amount + back
        if amount:
            sentence = reasons.COUNTED_WORKING_DAYS if is_working else reasons.COUNTED_CALENDAR_DAYS
            self.lines.append(sentence.citing(limit.article, amount=amount, last=nominal.isoformat()))
        if is_working:
            self._say_special_days(day_zero + DAY, nominal, amount)
        moved = self.calendar.working_day_from(nominal)
        if moved != nominal:
            self.lines.append(reasons.MOVED(day=nominal.isoformat(), moved=moved.isoformat()))
        for day in waited:
            self.lines.append(reasons.WAITS_FOR_CLOCK(day=day.isoformat()))
        self.lines.append(reasons.ENDS_AT_CLOSING(day=last.isoformat(), time=minute_of(closing.time())))

    def _say_special_days(self, first: date, last: date, counted: int) -> None:
        """Name what lies on the way: weekends by number, holidays, closures and make-up days by name."""
        weekends = (last - first).days + 1 - counted
        lines: list[TraceLine] = []
        for run in self.calendar.special_runs(first, last):
            if run.kind is not DayKind.MAKEUP:
                weekends -= run.days
            lines.append(
                SKIPPED[run.kind](
                    first=run.first.isoformat(),
                    last=run.last.isoformat(),
                    name=run.name or run.kind.value,
                    days=run.days,
                )
            )
        if weekends:
            self.lines.append(reasons.WEEKENDS_SKIPPED(days=weekends))
        self.lines.extend(lines)

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

    def _pauses_within(self, since: datetime, until: datetime) -> list[Pause]:
        return [part for pause in self.pauses if (part := pause.within(since, until))]

    def _days_taken(self, pause: Pause, unit: LimitUnit) -> Fraction:
        if unit is LimitUnit.WORKING_DAYS:
            return working_days_taken(pause, self.calendar, self.hours)
        return calendar_days_taken(pause)

    def _counted_to(self, day_zero: date, amount: int, unit: LimitUnit) -> date:
        if unit is LimitUnit.WORKING_DAYS:
            return self.calendar.add_working_days(day_zero, amount)
        return day_zero + amount * DAY

    def said_of(self, pause: Pause) -> dict[str, Any]:
        minutes = open_time(pause.start, pause.end, self.calendar, self.hours) // MINUTE
        start, end = (f"{at:%Y-%m-%d %H:%M}" for at in (pause.start, pause.end))
        return {"start": start, "end": end, "reasons": ", ".join(pause.reasons), "minutes": minutes}

    def _opening(self, day: date) -> datetime:
        return datetime.combine(day, self.hours.opening_at(day), LOCAL)

    def _closing(self, day: date) -> datetime:
        return datetime.combine(day, self.hours.closing_at(day), LOCAL)


def minute_of(at: time) -> str:
    return at.isoformat(timespec="minutes")


def _decimal(days: Fraction) -> str:
    return f"{float(days):.2f}".rstrip("0").rstrip(".")
