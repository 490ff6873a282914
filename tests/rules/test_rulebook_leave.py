"""The leave of a regulation: its steps cover any length from the shortest on, each just once, or are refused."""

from decimal import Decimal

import pytest

from rules.errors import RuleError
from rules.rulebook import Rulebook

BEGINS = (
    "must be 0, or from_days must be the length below which leave is only noted: the first step covers the "
    "shortest leave."
)
GOES_ON = "must be where the step before it ends: leave steps have no gap and no overlap."
AFTER_BEGINNING = "must be more than where the step begins."
LENGTH = "must be a number of days, 0 or more."
STEP = {"approver": "centre_director", "english": "centre director", "article": "1"}


@pytest.mark.parametrize(
    "path, value, field, message",
    [
        (["leave", "unit"], "working_minutes", "leave.unit", "must be working_days or calendar_days."),
        (["leave", "sick_needs", "name"], ..., "leave.sick_needs.name", "is missing."),
        (["leave", "noted", "below_days"], 0, "leave.noted.below_days", "must be more than 0."),
        (["leave", "noted", "below_days"], ..., "leave.noted.below_days", "must be more than 0."),
        (["leave", "noted", "below_days"], 3661, "leave.noted.below_days", LENGTH),
        (["leave", "noted", "below_days"], -1, "leave.noted.below_days", LENGTH),
        (["leave", "noted", "below_days"], True, "leave.noted.below_days", LENGTH),
        (["leave_steps", 0, "from_days"], "half", "leave_steps[0].from_days", LENGTH),
        (["leave_steps", 0, "up_to_days"], 3661, "leave_steps[0].up_to_days", LENGTH),
        # One step.
        (
            ["leave_steps", 0, "over_days"],
            0,
            "leave_steps[0].from_days",
            "and over_days cannot both be given.",
        ),
        (["leave_steps", 2, "over_days"], ..., "leave_steps[2].over_days", "is missing."),
        (["leave_steps", 0, "from_days"], 0, "leave_steps[0].from_days", "must be more than 0."),
        (["leave_steps", 0, "up_to_days"], 0.2, "leave_steps[0].up_to_days", AFTER_BEGINNING),
        (["leave_steps", 1, "up_to_days"], 0.5, "leave_steps[1].up_to_days", AFTER_BEGINNING),
        (["leave_steps", 1, "up_to_days"], 1, "leave_steps[1].up_to_days", AFTER_BEGINNING),
        # The shortest leave.
        (["leave_steps", 0, "from_days"], 0.8, "leave_steps[0].from_days", BEGINS),
        (["leave_steps", 0], {**STEP, "over_days": 0.5, "up_to_days": 1}, "leave_steps[0].over_days", BEGINS),
        (["leave", "noted"], ..., "leave_steps[0].from_days", BEGINS),
        # The way from one step to the next, and the last.
        (["leave_steps", 1, "over_days"], 2, "leave_steps[1].over_days", GOES_ON),
        (["leave_steps", 1], {**STEP, "from_days": 1}, "leave_steps[1].from_days", GOES_ON),
        (["leave_steps", 0, "up_to_days"], ..., "leave_steps[1].over_days", GOES_ON),
        (
            ["leave_steps", 1, "up_to_days"],
            30,
            "leave_steps[1].up_to_days",
            "ends the route: the last step must have no end, so that any length is covered.",
        ),
    ],
)
def test_steps_that_leave_a_length_out_or_cover_it_twice_are_refused(changed, path, value, field, message):
    with pytest.raises(RuleError) as refused:
        Rulebook.parse(changed(path, value))
    assert (refused.value.code, refused.value.field) == ("bad_rulebook", field)
    assert str(refused.value) == f"{field} {message}"


@pytest.mark.parametrize("ends", [0.5, 3660])
def test_a_step_may_be_of_one_length_or_last_ten_years(changed, ends):
    data = changed(["leave_steps", 0, "up_to_days"], ends)
    data["leave_steps"][1]["over_days"] = ends
    assert Rulebook.parse(data).leave_steps[0].upper == Decimal(str(ends))


def test_where_leave_below_a_day_is_noted_the_steps_begin_at_a_day(changed):
    data = changed(["leave", "noted", "below_days"], 1)
    data["leave_steps"][0] |= {"from_days": 1, "up_to_days": 2}
    data["leave_steps"][1]["over_days"] = 2
    assert Rulebook.parse(data).leave_steps[0].lower == 1
