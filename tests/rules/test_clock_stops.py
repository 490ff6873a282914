"""Stops of the clock on limits in days: what they take, what they give back, and when they take nothing."""

from datetime import timedelta
from fractions import Fraction

import pytest

from rules.clock import LOCAL, Stop
from rules.errors import RuleError
from rules.stops import Pause, calendar_days_taken, merge

# Accepted on Friday 6 March with 5 working days: Monday 9 to Friday 13, due on the 13th.
ACCEPTED, LIMIT, UNSTOPPED = "2026-03-06 10:00", "5 wd", "2026-03-13 17:30"


def test_a_stop_gives_back_the_working_time_it_took(due, at):
    # Monday 5 h of 7, all of Tuesday, Wednesday 4½ h of 7: 990 minutes, 2 5/14 days, so not before day 8.
    answer = due(ACCEPTED, LIMIT, stops=[("2026-03-09 10:00", "2026-03-11 15:00")])
    assert answer.due_at == at("2026-03-18 17:30")
    took, given_back = (
        next(line.values for line in answer.trace if line.rule == rule)
        for rule in ("stop_took", "given_back")
    )
    assert took == {
        "start": "2026-03-09 10:00",
        "end": "2026-03-11 15:00",
        "reasons": "hearing",
        "minutes": 990,
        "days": "2.36",
    }
    assert given_back == {"taken": "2.36", "days": 3}


@pytest.mark.parametrize(
    "start, end, expected",
    [
        ("2026-03-10 08:00", "2026-03-10 17:30", "2026-03-16 17:30"),  # one whole working day
        ("2026-03-10 00:00", "2026-03-11 00:00", "2026-03-16 17:30"),  # the same, by the calendar
        ("2026-03-10 08:00", "2026-03-12 08:00", "2026-03-17 17:30"),
        ("2026-03-10 09:00", "2026-03-10 09:05", "2026-03-16 17:30"),  # never less than it took
        ("2026-03-09 00:00", "2026-03-14 00:00", "2026-03-20 17:30"),  # all five days
        ("2026-03-13 15:00", "2026-03-17 10:00", "2026-03-17 17:30"),  # .36 + 1 + .29 of a day
        ("2026-03-01 08:00", "2026-03-09 17:30", "2026-03-16 17:30"),  # began before acceptance
    ],
)
def test_a_stop_adds_the_days_it_took(due_text, start, end, expected):
    assert due_text(ACCEPTED, LIMIT, stops=[(start, end)]) == expected


@pytest.mark.parametrize(
    "start, end",
    [
        ("2026-03-02 08:00", "2026-03-05 17:30"),  # before acceptance
        ("2026-03-06 10:30", "2026-03-06 17:30"),  # on day 0, which does not count
        ("2026-03-07 00:00", "2026-03-09 08:00"),  # a weekend
        ("2026-03-10 12:00", "2026-03-10 14:30"),  # a lunch break
        ("2026-03-10 17:30", "2026-03-11 08:00"),  # a night
        ("2026-03-10 09:00", "2026-03-10 09:00"),  # no time at all
        ("2026-03-13 17:30", "2026-03-20 10:00"),  # from the moment the limit ends
        ("2026-03-16 08:00", "2026-03-20 10:00"),  # after it
    ],
)
def test_a_stop_outside_the_running_time_takes_nothing(due, at, start, end):
    answer = due(ACCEPTED, LIMIT, stops=[(start, end)])
    assert answer.due_at == at(UNSTOPPED)
    assert not {"stop_took", "given_back"} & {line.rule for line in answer.trace}


def test_many_short_stops_are_added_up_before_they_are_rounded(due_text):
    short = [(f"2026-03-10 09:{minute:02}", f"2026-03-10 09:{minute + 1:02}") for minute in range(0, 50, 2)]
    assert due_text(ACCEPTED, LIMIT, stops=short) == "2026-03-16 17:30"


@pytest.mark.parametrize(
    "stops",
    [
        [("2026-03-09 10:00", "2026-03-10 10:00"), ("2026-03-10 09:00", "2026-03-11 15:00")],  # overlap
        [("2026-03-09 10:00", "2026-03-10 10:00"), ("2026-03-10 10:00", "2026-03-11 15:00")],  # touch
        [("2026-03-09 10:00", "2026-03-11 15:00"), ("2026-03-10 10:00", "2026-03-10 11:00")],  # inside
        [("2026-03-09 10:00", "2026-03-11 15:00")] * 3,  # entered three times
    ],
)
def test_stops_that_overlap_or_touch_take_their_time_once(due_text, stops):
    assert due_text(ACCEPTED, LIMIT, stops=stops) == "2026-03-18 17:30"
    assert due_text(ACCEPTED, LIMIT, stops=stops[::-1]) == "2026-03-18 17:30"


def test_merged_stops_keep_all_their_reasons(at):
    merged = merge(
        [
            Stop(at("2026-03-10 09:00"), at("2026-03-11 15:00"), "public_notice"),
            Stop(at("2026-03-09 10:00"), at("2026-03-10 10:00"), "hearing"),
            Stop(at("2026-03-12 10:00"), at("2026-03-12 11:00"), "supplement"),
        ]
    )
    assert [(pause.start, pause.end, pause.reasons) for pause in merged] == [
        (at("2026-03-09 10:00"), at("2026-03-11 15:00"), ("hearing", "public_notice")),
        (at("2026-03-12 10:00"), at("2026-03-12 11:00"), ("supplement",)),
    ]
    assert merged[0].start.tzinfo is LOCAL


def test_a_stop_over_the_spring_festival_takes_only_working_days(due_text):
    # Days 1 to 3 are the 13th, Saturday the 14th and the 24th.
    assert due_text("2026-02-12 10:00", "3 wd", stops=[("2026-02-14 17:30", "2026-02-24 08:00")]) == (
        "2026-02-24 17:30"
    )
    assert due_text("2026-02-12 10:00", "3 wd", stops=[("2026-02-14 08:00", "2026-02-24 17:30")]) == (
        "2026-02-26 17:30"
    )


@pytest.mark.parametrize(
    "stop, minutes",
    [(("2026-04-30 08:00", "2026-04-30 17:30"), 420), (("2026-05-06 08:00", "2026-05-06 18:00"), 450)],
)
def test_a_whole_day_is_one_day_in_either_timetable(due, stop, minutes):
    answer = due("2026-04-29 10:00", "3 wd", stops=[stop])
    took = next(line.values for line in answer.trace if line.rule == "stop_took")
    assert (took["minutes"], took["days"]) == (minutes, "1")
    assert f"{answer.due_at:%Y-%m-%d %H:%M}" == "2026-05-08 18:00"


@pytest.mark.parametrize(
    "stops",
    [
        [("2026-03-16 17:00", "2026-03-17 08:30")],
        [("2026-03-16 17:00", "2026-03-16 18:00")],  # over by the same evening
        [
            ("2026-03-16 17:00", "2026-03-16 17:30"),
            ("2026-03-16 17:30", "2026-03-17 08:30"),
        ],  # touch at closing
    ],
)
def test_a_limit_cannot_end_while_the_clock_stands_still(due, at, stops):
    # An hour of Monday has moved the end to the 16th, whose closing time the other stops cover.
    answer = due(ACCEPTED, LIMIT, stops=[("2026-03-09 08:00", "2026-03-09 09:00"), *stops])
    assert answer.due_at == at("2026-03-17 17:30")
    assert [line.values["day"] for line in answer.trace if line.rule == "waits_for_clock"] == ["2026-03-16"]


def test_a_stop_that_ends_as_the_hall_closes_does_not_keep_the_limit_open(due_text):
    stops = [("2026-03-09 08:00", "2026-03-09 09:00"), ("2026-03-16 17:00", "2026-03-16 17:30")]
    assert due_text(ACCEPTED, LIMIT, stops=stops) == "2026-03-16 17:30"


def test_a_running_stop_that_begins_after_now_has_taken_nothing(at):
    (pause,) = merge([Stop(at("2026-03-10 08:00"), None, "hearing")], now=at("2026-03-09 08:00"))
    assert (pause.start, pause.end) == (at("2026-03-10 08:00"), at("2026-03-10 08:00"))
    assert pause.is_running


def test_calendar_time_is_taken_to_the_microsecond(at):
    start = at("2026-03-10 08:00")
    pause = Pause(start, start + timedelta(microseconds=1), ("hearing",))
    assert calendar_days_taken(pause) == Fraction(1, 24 * 60 * 60 * 10**6)


@pytest.mark.parametrize(
    "accepted, limit, stop, expected",
    [
        # 53 hours: 2.2 days, so 3; the 15th is a Sunday.
        ("2026-03-02 10:00", "10 cd", ("2026-03-09 10:00", "2026-03-11 15:00"), "2026-03-16 17:30"),
        ("2026-03-02 10:00", "10 cd", ("2026-03-09 00:00", "2026-03-10 00:00"), "2026-03-13 17:30"),
        # Nights and weekends count in calendar days, so a stop takes them too.
        ("2026-03-02 10:00", "8 cd", ("2026-03-07 00:00", "2026-03-09 00:00"), "2026-03-12 17:30"),
        # It ended on Saturday and moved to Monday, when the clock stood still until Wednesday.
        ("2026-03-02 10:00", "5 cd", ("2026-03-09 08:00", "2026-03-11 10:00"), "2026-03-11 17:30"),
        ("2026-03-02 10:00", "10 cd", ("2026-03-12 17:30", "2026-03-20 10:00"), "2026-03-12 17:30"),
    ],
)
def test_a_stop_of_a_calendar_day_limit_takes_calendar_time(due_text, accepted, limit, stop, expected):
    assert due_text(accepted, limit, stops=[stop]) == expected


@pytest.mark.parametrize(
    "stop, expected",
    [
        (("2026-03-03 08:00", "2026-03-03 09:00"), "2026-03-03 17:30"),  # before acceptance
        (("2026-03-03 10:00", "2026-03-03 10:30"), "2026-03-04 17:30"),
        (("2026-03-03 10:00", "2026-03-05 10:00"), "2026-03-05 17:30"),
    ],
)
def test_a_stop_of_an_instant_case_counts_from_acceptance(due_text, stop, expected):
    assert due_text("2026-03-03 09:00", "0 wd", stops=[stop]) == expected


@pytest.mark.parametrize(
    "now, expected",
    [
        (None, "2026-03-13 17:30"),
        ("2026-03-09 08:00", "2026-03-13 17:30"),  # recorded ahead: nothing taken yet
        ("2026-03-12 08:00", "2026-03-17 17:30"),
        # Monday 9 ran whole, Monday 30 from ten o'clock: day 5 is full only on Friday 3 April.
        ("2026-03-30 10:00", "2026-04-03 17:30"),
    ],
)
def test_a_stop_that_has_not_ended_has_taken_the_time_until_now(due, now, expected):
    answer = due(ACCEPTED, LIMIT, stops=[("2026-03-10 08:00", None)], now=now)
    assert f"{answer.due_at:%Y-%m-%d %H:%M}" == expected
    assert answer.is_stopped
    assert answer.is_provisional
    assert [line.values["start"] for line in answer.trace if line.rule == "stands_still"] == [
        "2026-03-10 08:00"
    ]


def test_a_stop_inside_one_that_still_runs_does_not_start_the_clock_again(due, at):
    stops = [("2026-03-10 08:00", None), ("2026-03-10 09:00", "2026-03-10 10:00")]
    answer = due(ACCEPTED, LIMIT, stops=stops, now="2026-03-12 08:00")
    assert (answer.due_at, answer.is_stopped) == (at("2026-03-17 17:30"), True)


@pytest.mark.parametrize("start", [UNSTOPPED, "2026-03-16 08:00"])
def test_a_stop_that_begins_at_the_end_or_after_it_does_not_hold_the_clock(due, at, start):
    answer = due(ACCEPTED, LIMIT, stops=[(start, None)], now="2026-03-20 10:00")
    assert answer.due_at == at(UNSTOPPED)
    assert not answer.is_stopped
    assert not answer.is_provisional


def test_a_stop_inside_an_extension_moves_the_extension(due_text):
    assert due_text(ACCEPTED, LIMIT, extension_days=2) == "2026-03-17 17:30"
    assert (
        due_text(ACCEPTED, LIMIT, extension_days=2, stops=[("2026-03-16 08:00", "2026-03-16 17:30")])
        == "2026-03-18 17:30"
    )


def test_a_stop_cannot_end_before_it_begins(at):
    with pytest.raises(RuleError) as refused:
        Stop(at("2026-03-10 08:00"), at("2026-03-09 08:00"), "hearing")
    assert (refused.value.code, refused.value.field) == ("bad_stop", "end")


def test_a_stop_without_a_time_zone_is_a_programming_mistake(at):
    start, end = at("2026-03-10 08:00"), at("2026-03-10 09:00")
    with pytest.raises(ValueError, match="aware"):
        Stop(start.replace(tzinfo=None), None, "hearing")
    with pytest.raises(ValueError, match="aware"):
        Stop(start, end.replace(tzinfo=None), "hearing")
