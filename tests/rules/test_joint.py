"""Joint or not: counted by the hall's own number, of windows or of departments, the lead's own among them."""

import pytest

from rules.errors import RuleError
from rules.joint import jointness
from rules.tables.handling import Joint, Part

THREE = Joint("B/kinds/4", 3, (Part.WINDOW, Part.DEPARTMENT))
SILENT = Joint("A4/intake")


def test_three_departments_at_one_window_are_joint_where_windows_or_departments_count():
    found = jointness(THREE, windows=["w"], departments=["land", "fire", "tax"])

    assert (found.count, found.minimum, found.is_joint) == (3, 3, True)
    assert [(line.rule, line.article) for line in found.trace] == [("joint_enough", "B/kinds/4")]
    assert str(found.trace[0]) == "3 take part, windows or departments; from 3 on it is joint."


def test_three_windows_of_two_departments_are_joint_as_well():
    assert jointness(THREE, windows=["1", "2", "3"], departments=["land", "fire"]).is_joint


def test_two_are_too_few_where_the_hall_says_three_and_it_says_so():
    found = jointness(THREE, windows=["1", "2"], departments=["land", "fire"])

    assert (found.is_joint, found.count, found.trace[0].rule) == (False, 2, "joint_too_few")
    with pytest.raises(RuleError) as error:
        found.check()
    assert (error.value.code, error.value.field) == ("too_few_for_joint", "parts")
    assert error.value.values == {"minimum": 3, "count": 2}


def test_the_same_department_named_twice_counts_once():
    assert jointness(THREE, windows=["1"], departments=["land", "land", "fire"]).count == 2


@pytest.mark.parametrize("rule", [SILENT, None], ids=["a rule without a number", "no rule"])
def test_a_silent_rule_asks_for_two_departments(rule):
    assert not jointness(rule, windows=["1", "2"], departments=["land"]).is_joint
    assert jointness(rule, windows=["1"], departments=["land", "fire"]).is_joint


def test_a_hall_that_counts_windows_only_does_not_count_departments():
    rule = Joint("1", 2, (Part.WINDOW,))
    assert not jointness(rule, windows=["1"], departments=["land", "fire", "tax"]).is_joint


def test_enough_is_let_through():
    jointness(THREE, windows=["1", "2", "3"], departments=["land"]).check()
