"""Every worked case of golden_clock.toml put to the clock; and that the cases are complete and cover the law."""

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from pathlib import Path

import chinese_calendar
import pytest

from rules import reasons
from rules.clock import LOCAL, Limit, LimitUnit, Stop, due_at, due_soon_at, state, working_minutes_between
from rules.errors import RuleError
from rules.rulebook import Rulebook
from rules.trace import Sentence
from rules.workdays import DAY, WorkCalendar

LEAST = 200
# The themes that must be there, and how many cases of each at least.
THEMES = {
    "makeup_saturday": 18,
    "makeup_sunday": 18,
    "spring_festival": 15,
    "after_closing": 12,
    "at_lunch": 12,
    "on_holiday": 15,
    "working_days": 18,
    "calendar_days_ending_on_holiday": 18,
    "working_minutes": 20,
    "summer_timetable": 18,
    "same_day": 6,
    "stop": 25,
    "stops_overlap": 8,
    "stops_touch": 7,
    "stop_before_acceptance": 10,
    "stop_without_end": 12,
    "extension": 12,
    "supplement": 10,
    "deemed_acceptance": 10,
    "year_end": 12,
    "calendar_change": 15,
    "rule_change": 15,
    "closure": 7,
    "standing": 20,
}


@dataclass(frozen=True)
class Ask:
    """What happened. The fields are explained at the top of golden_clock.toml."""

    hall: str
    accepted: str
    limit: dict[str, int] | str
    received: str | None = None
    told: str | None = None
    calendar: str = "2024 to 2026"
    closures: list[str] = field(default_factory=list)
    stops: list[str] = field(default_factory=list)
    extension: int | None = None
    now: str | None = None
    completed: str | None = None
    due_soon: dict[str, int] | None = None


@dataclass(frozen=True)
class Answer:
    """What must come of it: a due date with all that follows, or the code of a refusal."""

    due: str | None = None
    provisional: bool = False
    stopped: bool = False
    due_soon: str | None = None
    state: str | None = None
    minutes_late: int | None = None
    says: list[str] = field(default_factory=list)
    says_not: list[str] = field(default_factory=list)
    refused: str | None = None


@dataclass(frozen=True)
class Then:
    """The answer under the calendar that came later. It is published, so the date is firm."""

    calendar: str
    due: str


@dataclass(frozen=True)
class Notice:
    """What one year's notice says, in lines that `named_days` reads."""

    holidays: list[str]
    makeup_days: list[str]


class Golden:
    """One worked case. A field too many or too few is a TypeError."""

    def __init__(self, *, theme, case, ask, answer, reason, source, then=None):
        self.theme, self.case, self.reason, self.source = theme, case, reason, source
        self.ask, self.answer = Ask(**ask), Answer(**answer)
        self.then = Then(**then) if then else None


def read(*, sources, years, calendars, halls, cases):
    """The file, whose tables are these and no others."""
    return (
        sources,
        {name: read_calendar(years, **fields) for name, fields in calendars.items()},
        {name: [Rulebook.parse(version) for version in versions] for name, versions in halls.items()},
        [Golden(**fields) for fields in cases],
    )


def read_calendar(all_years, *, first_on, last_on, years):
    holidays, makeup_days = {}, {}
    for year in years:
        notice = Notice(**all_years[year])
        for line in notice.holidays:
            holidays.update(named_days(line))
        for line in notice.makeup_days:
            makeup_days.update(named_days(line))
    return WorkCalendar(1, date.fromisoformat(first_on), date.fromisoformat(last_on), holidays, makeup_days)


def named_days(line):
    """The days of "2026-02-15 to 2026-02-23 Spring Festival" or "2026-02-14 Spring Festival"."""
    first, _, rest = line.partition(" ")
    last, name = rest.removeprefix("to ").split(" ", 1) if rest.startswith("to ") else (first, rest)
    day = date.fromisoformat(first)
    while day <= date.fromisoformat(last):
        yield day, name
        day += DAY


SOURCES, CALENDARS, HALLS, CASES = read(
    **tomllib.loads(Path(__file__).with_name("golden_clock.toml").read_text("utf-8"))
)


def instant(text):
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL) if text else None


def read_limit(fields):
    ((unit, amount),) = fields.items()
    return Limit(amount, LimitUnit(unit))


def read_stop(line):
    span, reason = line.rsplit(": ", 1)
    start, end = span.split(" to ")
    return Stop(instant(start), None if end == "now" else instant(end), reason)


def rules_of(ask):
    """The regulation in force on the day from which the case counts as accepted: it keeps it."""
    return in_force(ask.hall, accepted_from(ask).date())


def in_force(hall, day):
    return max((book for book in HALLS[hall] if book.effective_on <= day), key=lambda book: book.effective_on)


def accepted_from(ask):
    """The instant of acceptance, or of receipt where the rules of that day deem the case accepted then."""
    if not ask.received:
        return instant(ask.accepted)
    received_at = instant(ask.received)
    then = in_force(ask.hall, received_at.date())
    if then.supplement is None:
        return instant(ask.accepted)
    by = then.supplement.notice_within
    by_calendar = {"calendar": calendar_of(ask, ask.calendar), "hours": then.hours}
    return then.supplement.accepted_from(
        received_at,
        instant(ask.accepted),
        told_at=instant(ask.told),
        tell_by=due_at(received_at, by, **by_calendar).due_at if by else None,
    )


def calendar_of(ask, name):
    return CALENDARS[name].with_closures(date.fromisoformat(day) for day in ask.closures)


def due(ask, calendar_name):
    """The clock's whole answer, by the hall's rules and the calendar of that name."""
    rules = rules_of(ask)
    limit = read_limit(ask.limit) if isinstance(ask.limit, dict) else named_limits(rules)[ask.limit]
    extension = {}
    if ask.extension is not None:
        rules.extension.check(ask.extension)
        extension = {
            "extension_days": ask.extension,
            "extension_unit": rules.extension.unit,
            "extension_article": rules.extension.article,
        }
    return due_at(
        accepted_from(ask),
        limit,
        calendar=calendar_of(ask, calendar_name),
        hours=rules.hours,
        stops=[read_stop(line) for line in ask.stops],
        now=instant(ask.now),
        **extension,
    )


def named_limits(rules):
    return {
        "agency_inside": rules.agency and rules.agency.inside,
        "agency_upward": rules.agency and rules.agency.upward,
        "supplement_within": rules.supplement and rules.supplement.within,
    }


def each(cases):
    return [pytest.param(golden, id=f"{golden.theme}: {golden.case}") for golden in cases]


@pytest.mark.parametrize("golden", each(golden for golden in CASES if golden.answer.due))
def test_the_clock_gives_the_answer_worked_by_hand(golden):
    ask, answer = golden.ask, golden.answer
    found = due(ask, ask.calendar)
    assert (found.due_at, found.is_provisional, found.is_stopped) == (
        instant(answer.due),
        answer.provisional,
        answer.stopped,
    )
    said = {line.rule for line in found.trace}
    assert (set(answer.says) - said, set(answer.says_not) & said) == (set(), set())

    by = {"calendar": calendar_of(ask, ask.calendar), "hours": rules_of(ask).hours}
    soon = due_soon_at(found.due_at, read_limit(ask.due_soon), **by) if ask.due_soon else None
    assert soon == instant(answer.due_soon)
    if answer.state:
        stands = state(
            found.due_at, instant(ask.now or ask.completed), instant(ask.completed), due_soon_at=soon
        )
        assert stands == answer.state
    if answer.minutes_late is not None:
        assert working_minutes_between(found.due_at, instant(ask.completed), **by) == answer.minutes_late


@pytest.mark.parametrize("golden", each(golden for golden in CASES if golden.answer.refused))
def test_what_the_law_does_not_allow_is_refused(golden):
    with pytest.raises(RuleError) as refused:
        due(golden.ask, golden.ask.calendar)
    assert refused.value.code == golden.answer.refused


@pytest.mark.parametrize("golden", each(golden for golden in CASES if golden.then))
def test_a_new_calendar_gives_the_new_answer(golden):
    found = due(golden.ask, golden.then.calendar)
    assert (found.due_at, found.is_provisional) == (instant(golden.then.due), False)


def test_there_are_enough_cases_of_every_theme():
    found = Counter(golden.theme for golden in CASES)
    assert set(found) == set(THEMES)
    assert {theme: n for theme, n in found.items() if n < THEMES[theme]} == {}
    assert len(CASES) >= LEAST


def test_every_case_has_a_name_of_its_own_a_reason_and_known_sources():
    assert [
        name for name, n in Counter((golden.theme, golden.case) for golden in CASES).items() if n > 1
    ] == []
    for golden in CASES:
        assert golden.case.strip(), golden.theme
        assert golden.reason.strip(), golden.case
        assert golden.source, golden.case
    assert set(chain.from_iterable(golden.source for golden in CASES)) == set(SOURCES)
    assert [name for name, words in SOURCES.items() if not words.strip()] == []


def test_every_case_is_either_answered_or_refused_and_asks_for_what_it_is_told():
    for golden in CASES:
        ask, answer = golden.ask, golden.answer
        assert (answer.due is None) != (answer.refused is None), golden.case
        assert (ask.due_soon is None) == (answer.due_soon is None), golden.case
        assert answer.state is None or ask.now or ask.completed, golden.case
        assert answer.minutes_late is None or ask.completed, golden.case


def test_the_rules_the_cases_look_for_in_a_trace_are_rules_of_the_clock():
    known = {sentence.rule for sentence in vars(reasons).values() if isinstance(sentence, Sentence)}
    looked_for = chain.from_iterable(golden.answer.says + golden.answer.says_not for golden in CASES)
    assert set(looked_for) - known == set()


def test_every_makeup_day_of_the_published_years_is_where_a_case_begins_or_ends():
    touched = {
        date.fromisoformat(text[:10])
        for golden in CASES
        if golden.theme in ("makeup_saturday", "makeup_sunday")
        for text in (golden.ask.accepted, golden.answer.due)
    }
    assert [day for day in CALENDARS["2024 to 2026"].makeup_days if day not in touched] == []


@pytest.mark.parametrize("name", ["2019 as changed", "2020 as extended", "2024 to 2026"])
def test_the_calendars_of_the_cases_are_those_of_the_package(name):
    calendar = CALENDARS[name]

    def published(days):
        return {
            day: str(holiday) for day, holiday in days.items() if calendar.first_on <= day <= calendar.last_on
        }

    assert dict(calendar.holidays) == published(chinese_calendar.holidays)
    assert dict(calendar.makeup_days) == {
        day: holiday for day, holiday in published(chinese_calendar.workdays).items() if day.weekday() >= 5
    }
