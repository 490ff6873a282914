"""How many come, over a hall's day pressed into one run: a wave at opening, a lull at noon, a second wave."""

import math

QUIET = 0.3  # share of all users between the waves
MORNING, AFTERNOON = 0.25, 0.70  # where the waves crest, as a share of the run: 8:30 and 14:00
WIDTH = 0.11


def share(at: float) -> float:
    """The share of all users who are there at a moment of the run (0 to 1)."""
    waves = sum(math.exp(-(((at - crest) / WIDTH) ** 2)) for crest in (MORNING, AFTERNOON))
    return QUIET + (1 - QUIET) * min(1.0, waves)


def users_at(seconds: float, *, length: float, full: int) -> int | None:
    """How many users there are so far into a run of this length; None when it is over."""
    return max(1, round(full * share(seconds / length))) if seconds < length else None
