"""The day that `make load` presses into one run."""

import pytest
from loadtests.shapes import AFTERNOON, MORNING, QUIET, share, users_at


@pytest.mark.parametrize("crest", [MORNING, AFTERNOON])
def test_everybody_is_there_at_the_top_of_a_wave(crest):
    assert share(crest) == pytest.approx(1, abs=0.001)


def test_noon_is_quiet_but_never_empty():
    noon = (MORNING + AFTERNOON) / 2

    assert QUIET < share(noon) < 0.4
    assert min(share(step / 100) for step in range(101)) >= QUIET


def test_nobody_comes_twice_where_the_waves_meet():
    assert max(share(step / 100) for step in range(101)) <= 1


def test_a_run_is_over_when_its_time_is():
    assert users_at(59.9, length=60, full=40) == 12
    assert users_at(60, length=60, full=40) is None


def test_the_smallest_run_has_a_user_at_noon():
    assert users_at(28, length=60, full=1) == 1
