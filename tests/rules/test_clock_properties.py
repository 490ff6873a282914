"""What must hold for any case: laws of the clock, and a slow count by hand that must agree with it."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction
from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.clock import LOCAL, Limit, LimitUnit, Stop, due_at, working_minutes_between

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
instants = st.integers(0, 330 * 24 * 60).map(lambda at: datetime(2026, 1, 5, tzinfo=LOCAL) + at * MINUTE)
day_limits = st.builds(
    Limit, st.integers(0, 15), st.sampled_from([LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS])
)
limits = day_limits | st.builds(Limit, st.integers(1, 3000), st.just(LimitUnit.WORKING_MINUTES))
# Offsets from acceptance, so that most stops fall where the limit runs.
offsets = st.tuples(st.integers(-3 * 24 * 60, 20 * 24 * 60), st.integers(0, 6 * 24 * 60))
offset_lists = st.lists(offsets, max_size=4)


def stops_of(accepted_at, offsets):
    return [
        Stop(accepted_at + start * MINUTE, accepted_at + (start + length) * MINUTE, "hearing")
        for start, length in offsets
    ]


@given(accepted_at=instants, limit=limits, offsets=offset_lists)
def test_a_longer_limit_is_never_due_earlier(calendar, hours, accepted_at, limit, offsets):
    stops = stops_of(accepted_at, offsets)
    longer = Limit(limit.amount + 1, limit.unit)
    assert (
        due_at(accepted_at, limit, calendar=calendar, hours=hours, stops=stops).due_at
        <= due_at(accepted_at, longer, calendar=calendar, hours=hours, stops=stops).due_at
    )


@given(
    accepted_at=instants,
    limit=limits,
    offsets=offset_lists,
    another=offsets,
    extension_days=st.integers(0, 5),
)
def test_a_stop_never_makes_anything_due_earlier(
    calendar, hours, accepted_at, limit, offsets, another, extension_days
):
    def ask(offsets):
        return due_at(
            accepted_at,
            limit,
            calendar=calendar,
            hours=hours,
            stops=stops_of(accepted_at, offsets),
            extension_days=extension_days,
        ).due_at

    assert ask(offsets) <= ask([*offsets, another])


@given(accepted_at=instants, limit=limits, offsets=offset_lists)
def test_instants_given_in_utc_give_the_same_answer(calendar, hours, accepted_at, limit, offsets):
    stops = stops_of(accepted_at, offsets)
    in_utc = [Stop(stop.start.astimezone(UTC), stop.end.astimezone(UTC), stop.reason) for stop in stops]
    ask = {"calendar": calendar, "hours": hours}
    here = due_at(accepted_at, limit, stops=stops, **ask)
    there = due_at(accepted_at.astimezone(UTC), limit, stops=in_utc, **ask)
    assert there == here
    assert there.due_at.isoformat() == here.due_at.isoformat()
    assert there.trace == here.trace


@given(accepted_at=instants, limit=limits, offsets=st.lists(offsets, max_size=3))
def test_the_order_of_stops_does_not_matter(calendar, hours, accepted_at, limit, offsets):
    answers = {
        due_at(accepted_at, limit, calendar=calendar, hours=hours, stops=order).due_at
        for order in permutations(stops_of(accepted_at, offsets))
    }
    assert len(answers) == 1


@given(accepted_at=instants, limit=limits, offset=offsets, parts=st.integers(1, 5))
def test_a_stop_cut_into_touching_parts_takes_the_same(calendar, hours, accepted_at, limit, offset, parts):
    (whole,) = stops_of(accepted_at, [offset])
    step = (whole.end - whole.start) / parts
    cuts = [whole.start + at * step for at in range(parts)] + [whole.end]
    pieces = [Stop(start, end, "hearing") for start, end in pairwise(cuts)]
    ask = {"calendar": calendar, "hours": hours}
    whole_answer = due_at(accepted_at, limit, stops=[whole], **ask)
    assert due_at(accepted_at, limit, stops=pieces, **ask) == whole_answer


@given(accepted_at=instants, limit=day_limits, offsets=offset_lists, extension_days=st.integers(0, 5))
def test_a_limit_in_days_ends_at_closing_time_of_a_working_day(
    calendar, hours, accepted_at, limit, offsets, extension_days
):
    answer = due_at(
        accepted_at,
        limit,
        calendar=calendar,
        hours=hours,
        stops=stops_of(accepted_at, offsets),
        extension_days=extension_days,
    )
    assert calendar.is_working_day(answer.due_at.date())
    assert answer.due_at.time() == hours.closing_at(answer.due_at.date())
    assert all(str(line) for line in answer.trace)


@settings(max_examples=30, deadline=None)
@given(accepted_at=instants, amount=st.integers(1, 1500), offsets=offset_lists)
def test_working_minutes_give_back_exactly_what_the_stops_took(calendar, hours, accepted_at, amount, offsets):
    due = due_at(
        accepted_at,
        Limit(amount, LimitUnit.WORKING_MINUTES),
        calendar=calendar,
        hours=hours,
        stops=stops_of(accepted_at, offsets),
    ).due_at
    stopped = {
        minute
        for stop in stops_of(accepted_at, offsets)
        for minute in range((stop.start - accepted_at) // MINUTE, (stop.end - accepted_at) // MINUTE)
    }
    ran = sum(
        working_minutes_between(at, at + MINUTE, calendar, hours)
        for minute in range((due - accepted_at) // MINUTE)
        if minute not in stopped
        for at in [accepted_at + minute * MINUTE]
    )
    assert ran == amount


@given(accepted_at=instants, limit=limits, start=st.integers(-1000, 20_000), since=st.integers(0, 40_000))
def test_while_a_stop_runs_nothing_is_overdue(calendar, hours, accepted_at, limit, start, since):
    stop = Stop(accepted_at + start * MINUTE, None, "hearing")
    now = stop.start + since * MINUTE
    answer = due_at(accepted_at, limit, calendar=calendar, hours=hours, stops=[stop], now=now)
    assert not answer.is_stopped or now <= answer.due_at
    assert not answer.is_stopped or answer.is_provisional


@settings(max_examples=60, deadline=None)
@given(accepted_at=instants, amount=st.integers(1, 8), offsets=offset_lists)
def test_a_slow_count_by_hand_agrees(calendar, hours, accepted_at, amount, offsets):
    stops = stops_of(accepted_at, offsets)
    limit = Limit(amount, LimitUnit.WORKING_DAYS)
    answer = due_at(accepted_at, limit, calendar=calendar, hours=hours, stops=stops)

    day = accepted_at.date()
    if not calendar.is_working_day(day) or accepted_at.time() > hours.closing_at(day):
        day += DAY
    while not calendar.is_working_day(day):
        day += DAY
    ran = Fraction(0)
    while True:
        day += DAY
        if not calendar.is_working_day(day):
            continue
        minutes = [
            opens + at * MINUTE
            for opens, closes in hours.instants_on(day)
            for at in range((closes - opens) // MINUTE)
        ]
        running = [at for at in minutes if not any(stop.start <= at < stop.end for stop in stops)]
        ran += Fraction(len(running), len(minutes))
        closing = minutes[-1] + MINUTE
        before = any(stop.start < closing <= stop.end for stop in stops)
        after = any(stop.start <= closing < stop.end for stop in stops)
        if ran >= amount and not (before and after):
            break
    assert answer.due_at == closing
