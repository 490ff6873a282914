"""The bench's arithmetic: what ran side by side is compared, and nothing else."""

import pytest
from loadtests.bench import rounds


@pytest.fixture
def clock(monkeypatch):
    """Seconds that pass only when a variant says so."""
    passed = [0.0]
    monkeypatch.setattr(rounds.time, "perf_counter", lambda: passed[0])
    return passed


def test_a_machine_that_slows_down_moves_the_times_but_not_the_ratio(clock):
    slowness = iter([1, 1, 1, 1, 8, 8, 64, 64])  # both warm up, then each has a turn in three rounds

    def takes(seconds):
        def call():
            clock[0] += seconds * next(slowness)

        return call

    ours, theirs = rounds.compare({"ours": takes(0.001), "theirs": takes(0.003)}, rounds=3, turn=9, most=1)

    assert (ours.name, ours.calls, ours.ratio) == ("ours", 3, 1)
    assert ours.milliseconds == pytest.approx(8)
    assert theirs.milliseconds == pytest.approx(24)
    assert theirs.ratio == pytest.approx(3)


def test_a_turn_ends_when_its_time_is_up(clock):
    def call():
        clock[0] += 0.4

    (only,) = rounds.compare({"only": call}, rounds=2, turn=1)

    assert (only.calls, only.milliseconds) == (6, pytest.approx(400))
