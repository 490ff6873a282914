"""Limits in working minutes: they run inside opening hours only, from acceptance, to the minute."""

import pytest


@pytest.mark.parametrize(
    "accepted, limit, expected",
    [
        ("2026-03-03 10:00", "60 min", "2026-03-03 11:00"),
        ("2026-03-03 10:00", "120 min", "2026-03-03 12:00"),  # the last minute is before lunch
        ("2026-03-03 10:00", "121 min", "2026-03-03 14:31"),
        ("2026-03-03 13:00", "30 min", "2026-03-03 15:00"),
        ("2026-03-03 07:00", "30 min", "2026-03-03 08:30"),
        ("2026-03-03 17:00", "60 min", "2026-03-04 08:30"),
        ("2026-03-03 17:30", "30 min", "2026-03-04 08:30"),
        ("2026-03-06 18:30", "30 min", "2026-03-09 08:30"),
        ("2026-04-30 17:00", "60 min", "2026-05-06 08:30"),  # closes at 17:30, then a holiday
        ("2026-09-30 17:00", "90 min", "2026-10-08 08:30"),  # closes at 18:00, then a holiday
        # 30 on Friday, 420 on the worked Saturday, 390 of the first day after the festival.
        ("2026-02-13 17:00", "840 min", "2026-02-24 17:00"),
    ],
)
def test_minutes_run_while_the_hall_is_open(due_text, accepted, limit, expected):
    assert due_text(accepted, limit) == expected


def test_seconds_are_kept(due, at):
    assert due("2026-03-03 10:00:30", "1 min").due_at == at("2026-03-03 10:01:30")


@pytest.mark.parametrize(
    "accepted, limit, stops, expected",
    [
        ("2026-03-03 10:00", "60 min", [("2026-03-03 10:10", "2026-03-03 10:20")], "2026-03-03 11:10"),
        ("2026-03-03 11:00", "60 min", [("2026-03-03 11:30", "2026-03-03 15:00")], "2026-03-03 15:30"),
        ("2026-03-03 10:00", "60 min", [("2026-03-03 12:00", "2026-03-03 14:30")], "2026-03-03 11:00"),
        ("2026-03-03 10:00", "60 min", [("2026-03-02 08:00", "2026-03-03 10:30")], "2026-03-03 11:30"),
        ("2026-03-03 10:00", "60 min", [("2026-03-03 11:00", "2026-03-03 12:00")], "2026-03-03 11:00"),
        (
            "2026-03-03 10:00",
            "60 min",
            [("2026-03-03 10:10", "2026-03-03 10:30"), ("2026-03-03 10:20", "2026-03-03 10:40")],
            "2026-03-03 11:30",
        ),
    ],
)
def test_a_stop_moves_the_end_by_the_minutes_it_took(due_text, accepted, limit, stops, expected):
    assert due_text(accepted, limit, stops=stops) == expected


def test_a_running_stop_has_taken_the_minutes_until_now(due, at):
    answer = due("2026-03-03 10:00", "60 min", stops=[("2026-03-03 10:30", None)], now="2026-03-03 11:15")
    assert answer.due_at == at("2026-03-03 11:45")
    assert answer.is_stopped
    assert answer.is_provisional
