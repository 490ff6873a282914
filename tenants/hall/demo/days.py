"""Sixty days of a hall's work, by the same verbs its clerks use: some early, some late, some declined or returned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from county.now import TIMEZONE
from county.registry.permissions import Actor
from hall.cases.actions import accept_case, decline_case, return_case
from hall.cases.completion import collect_case, complete_case
from hall.cases.intake import Application, intake
from hall.cases.models import Case
from hall.cases.sweep import look_at
from hall.catalogue.days import works_on
from hall.catalogue.models import Matter
from hall.demo import joint
from hall.demo.agency import agree, carry
from hall.demo.citizens import Citizen, citizen
from hall.demo.opening import MINUTE, Opening
from hall.demo.visitors import rate
from hall.regulations.current import regulation
from rules.classification import Route
from rules.hours import OpeningHours
from rules.workdays import WorkCalendar

DAYS = 60
DECLINED, RETURNED = 0.04, 0.04  # shares of all cases
COLLECTED = 0.7  # share of completed cases whose result was fetched
SOON = timedelta(minutes=5)  # what was accepted just now is not copied yet
REASONS = ["不属于本中心受理范围", "不符合申请条件", "申请人不在本辖区"]


@dataclass(frozen=True)
class Habit:
    """How a hall works: cases a day, and the share that it finishes late."""

    a_day: int
    late: float


HABITS = {
    "zengjia": Habit(12, 0.05),
    "taihu": Habit(9, 0.10),
    "jingshi": Habit(6, 0.02),
    "qingping": Habit(4, 0.04),
    "zhengwu": Habit(10, 0.03),  # a real county hall has hundreds; its sixty days must load in seconds
}


def work(
    code: str, *, clerks: list[Actor], calendar: WorkCalendar, hours: OpeningHours, now: datetime, days: int
) -> Iterator[date]:
    """Live through the last sixty days inside the hall; yields each day when it is done. Same seed, same days."""
    dice = Random(code)  # noqa: S311 - a demo must come out the same every time
    habit, opening = HABITS[code], Opening(calendar, hours)
    matters = list(
        Matter.objects.filter(is_active=True, window__is_open=True).select_related("window").order_by("code")
    )
    today = now.astimezone(TIMEZONE).date()
    for ago in range(days, -1, -1):
        day = today - timedelta(days=ago)
        if calendar.is_working_day(day):
            worked = [matter for matter in matters if works_on(matter.window.working_days, day)]
            for nth, moment in enumerate(_moments(day, hours, habit.a_day, dice)):
                # Dice are thrown for every case, so that how late it is today does not change the others.
                life = Random(f"{code} {day} {nth}")  # noqa: S311
                if moment < now:
                    who = citizen(life)
                    _life(life.choice(worked), who, life.choice(clerks), moment, now, habit, opening, life)
        yield day


def _moments(day: date, hours: OpeningHours, about: int, dice: Random) -> list[datetime]:
    """When that day's applicants come: inside opening hours, in order."""
    spans = hours.spans_on(day)
    count = dice.randrange(max(1, about - 3), about + 4)
    moments = []
    for _ in range(count):
        opens, closes = dice.choice(spans)
        start = datetime.combine(day, opens, TIMEZONE)
        length = datetime.combine(day, closes, TIMEZONE) - start
        moments.append(start + length * dice.random() * 0.95)
    return sorted(moments)


def _life(
    matter: Matter,
    who: Citizen,
    clerk: Actor,
    received: datetime,
    now: datetime,
    habit: Habit,
    opening: Opening,
    dice: Random,
) -> None:
    application = Application(
        matter.code, who.name, who.phone, who.id_number, who.address, dice.choice(_channels(matter))
    )
    case = intake(application, key=f"demo {received.isoformat()}", actor=clerk, now=received)
    at = received + dice.randrange(2, 12) * MINUTE
    if at > now:
        return
    if dice.random() < DECLINED:
        decline_case(case.id, reason=dice.choice(REASONS), actor=clerk, now=at)
        return
    accept_case(case.id, actor=clerk, now=at)
    agree(case, clerk, now=at)
    case.refresh_from_db(fields=["due_at", "status", "regulation_id"])
    _decide(case, clerk, at, now, habit, opening, dice, who)


def _decide(
    case: Case,
    clerk: Actor,
    accepted: datetime,
    now: datetime,
    habit: Habit,
    opening: Opening,
    dice: Random,
    who: Citizen,
) -> None:
    assert case.due_at is not None
    is_late = dice.random() < habit.late
    share = 1 + 0.4 * dice.random() if is_late else 0.15 + 0.8 * dice.random()
    ends = accepted + max((case.due_at - accepted) * share, 5 * MINUTE)
    if is_late:
        ends = opening.at_or_after(ends + timedelta(hours=16))
    else:
        ends = max(opening.at_or_before(ends), accepted + 5 * MINUTE)
    carry(case, clerk, opening, since=accepted, until=ends, now=now)
    parts = (
        joint.copied(case, clerk, accepted) if case.route == Route.JOINT and accepted < now - SOON else None
    )
    if ends > now:
        return
    if parts:
        parts.decide_others(accepted, min(ends, case.due_at), opening)
    if ends > case.due_at:
        look_at(case.id, now=ends)
    if dice.random() < RETURNED:
        return_case(
            case.id,
            reason=dice.choice(REASONS),
            reason_code=dice.choice(_listed(case)),
            actor=clerk,
            now=ends,
        )
        return
    result = Case.Result.GRANTED if dice.random() < 0.93 else Case.Result.REFUSED
    if parts:
        parts.decide_last(ends)
        clerk = parts.lead
        result = Case.Result.REFUSED if parts.is_refused else result
    complete_case(case.id, result=result.value, actor=clerk, now=ends)
    fetched = opening.at_or_after(ends + timedelta(hours=dice.randrange(1, 72)))
    if fetched < now and dice.random() < COLLECTED:
        collect_case(
            case.id, collector_name=who.name, collector_id_number=who.id_number, actor=clerk, now=fetched
        )
        rate(case, who.phone, fetched, now, dice)


def _listed(case: Case) -> list[str]:
    """Codes of the hall's own reasons to return a case; "" where its regulation lists none."""
    return [each.code for each in regulation(case.regulation_id).rulebook.return_reasons] or [""]


def _channels(matter: Matter) -> list[str]:
    at_the_window = [Case.Channel.WINDOW.value] * 4
    return [*at_the_window, Case.Channel.ONLINE.value] if matter.is_online else at_the_window
