"""Says in order how a due date came about: reads what `rules.counting` remembered, counts nothing itself."""

from collections.abc import Iterator
from datetime import date, time
from fractions import Fraction
from typing import Any

from rules import reasons
from rules.counting import Beginning, Count, DaysRun, MinutesRun
from rules.limits import LimitUnit
from rules.opening import MINUTE, open_time
from rules.stops import Pause
from rules.trace import TraceLine
from rules.workdays import DAY, DayKind

SPECIAL_DAY = {
    DayKind.HOLIDAY: reasons.HOLIDAY_SKIPPED,
    DayKind.CLOSURE: reasons.CLOSURE_SKIPPED,
    DayKind.MAKEUP: reasons.MAKEUP_COUNTED,
}


def tell(
    count: Count,
    beginning: Beginning,
    runs: tuple[DaysRun | MinutesRun, ...],
    *,
    is_unpublished: bool,
    running: tuple[Pause, ...],
) -> Iterator[TraceLine]:
    """The whole trace, line by line."""
    yield _beginning(count, beginning)
    for run in runs:
        yield from _minutes(count, run) if isinstance(run, MinutesRun) else _days(count, run)
    calendar = count.calendar
    if is_unpublished:
        yield reasons.UNPUBLISHED(
            first_on=calendar.first_on.isoformat(), last_on=calendar.last_on.isoformat()
        )
    for pause in running:
        said = _said_of(count, pause)
        yield reasons.STANDS_STILL.citing(_law_of(pause), start=said["start"], reasons=said["reasons"])
    yield reasons.BY_CALENDAR(version=calendar.version)


def _beginning(count: Count, beginning: Beginning) -> TraceLine:
    at, counts_from, why = beginning.at, beginning.counts_from, beginning.why
    day = at.date()
    said: dict[str, Any] = {
        "day": day.isoformat(),
        "time": _minute_of(at.time()),
        "day_zero": counts_from.date().isoformat(),
    }
    if why in (reasons.ACCEPTED_ON_HOLIDAY, reasons.ACCEPTED_ON_CLOSURE):
        said["name"] = _name_of(count, day)
    elif why is reasons.ACCEPTED_LATE:
        said["closing"] = _minute_of(count.hours.closing_at(day))
    elif why in (reasons.ACCEPTED_EARLY, reasons.ACCEPTED_AT_LUNCH):
        said["opening"] = _minute_of(counts_from.time())
    return why(**said)


def _days(count: Count, run: DaysRun) -> Iterator[TraceLine]:
    limit, day_zero = run.limit, run.day_zero
    is_working = limit.unit is LimitUnit.WORKING_DAYS
    yield _first_day(count, run, is_working)
    if run.taken:
        for pause in count.pauses_within(run.since, run.due):
            days = _decimal(count.days_taken(pause, limit.unit))
            yield reasons.STOP_TOOK.citing(_law_of(pause), days=days, **_said_of(count, pause))
        yield reasons.GIVEN_BACK(taken=_decimal(run.taken), days=run.back)
    amount = limit.amount + run.back
    if amount:
        sentence = reasons.COUNTED_WORKING_DAYS if is_working else reasons.COUNTED_CALENDAR_DAYS
        yield sentence.citing(limit.article, amount=amount, last=run.nominal.isoformat())
    if is_working:
        yield from _special_days(count, day_zero + DAY, run.nominal, amount)
    moved = count.calendar.working_day_from(run.nominal)
    if moved != run.nominal:
        yield reasons.MOVED(
            day=run.nominal.isoformat(), name=_name_of(count, run.nominal), moved=moved.isoformat()
        )
    for day in run.waited:
        yield reasons.WAITS_FOR_CLOCK(day=day.isoformat())
    last = run.due.date()
    if not is_working and count.calendar.kind_of(last) is DayKind.MAKEUP:
        yield reasons.ENDS_ON_MAKEUP_DAY(day=last.isoformat(), name=_name_of(count, last))
    yield reasons.ENDS_AT_CLOSING(day=run.due.date().isoformat(), time=_minute_of(run.due.time()))


def _first_day(count: Count, run: DaysRun, is_working: bool) -> TraceLine:
    limit, day_zero = run.limit, run.day_zero.isoformat()
    if run.is_extension:
        sentence = reasons.EXTENDED_WORKING_DAYS if is_working else reasons.EXTENDED_CALENDAR_DAYS
        return sentence.citing(limit.article, days=limit.amount, day=day_zero)
    if not limit.amount:
        return reasons.SAME_DAY.citing(limit.article, day_zero=day_zero)
    day_one = count.counted_to(run.day_zero, 1, limit.unit)
    return reasons.FROM_NEXT_DAY(day_zero=day_zero, day_one=day_one.isoformat())


def _minutes(count: Count, run: MinutesRun) -> Iterator[TraceLine]:
    since = {"day": run.since.date().isoformat(), "time": _minute_of(run.since.time())}
    yield reasons.FROM_THE_MINUTE.citing(run.limit.article, amount=run.limit.amount, **since)
    for pause in count.pauses_within(run.since, run.due):
        yield reasons.STOP_TOOK_MINUTES.citing(_law_of(pause), **_said_of(count, pause))
    for day, ran, left in run.days:
        yield reasons.RAN_ON_DAY(day=day.isoformat(), minutes=ran // MINUTE, left=left // MINUTE)
    yield from _special_days(count, run.since.date() + DAY, run.due.date(), len(run.days) - 1)
    yield reasons.ENDS_AT_MINUTE(day=run.due.date().isoformat(), time=_minute_of(run.due.time()))


def _special_days(count: Count, first: date, last: date, counted: int) -> Iterator[TraceLine]:
    """Name what lies on the way: weekends by number, holidays, closures and make-up days by name."""
    weekends = (last - first).days + 1 - counted
    runs = count.calendar.special_runs(first, last)
    weekends -= sum(run.days for run in runs if run.kind is not DayKind.MAKEUP)
    if weekends:
        yield reasons.WEEKENDS_SKIPPED(days=weekends)
    for run in runs:
        yield SPECIAL_DAY[run.kind](
            first=run.first.isoformat(),
            last=run.last.isoformat(),
            name=run.name or run.kind.value,
            days=run.days,
        )


def _name_of(count: Count, day: date) -> str:
    """What a day is called: a holiday, closure or make-up day by its name, else by what it is."""
    return count.calendar.name_of(day) or count.calendar.kind_of(day).value


def _law_of(pause: Pause) -> str | None:
    """The article of the law behind a stop, when it names every procedure the stop was for."""
    return reasons.SPECIAL_PROCEDURES if reasons.STOPPED_BY_LAW.issuperset(pause.reasons) else None


def _said_of(count: Count, pause: Pause) -> dict[str, Any]:
    minutes = open_time(pause.start, pause.end, count.calendar, count.hours) // MINUTE
    start, end = (f"{at:%Y-%m-%d %H:%M}" for at in (pause.start, pause.end))
    return {"start": start, "end": end, "reasons": ", ".join(pause.reasons), "minutes": minutes}


def _minute_of(at: time) -> str:
    return at.isoformat(timespec="minutes")


def _decimal(days: Fraction) -> str:
    return f"{float(days):.2f}".rstrip("0").rstrip(".")
