"""Ranking halls: fair between few and many cases, exact on ties."""

import pytest

from rules.comparison import Rate, Standing, Unranked, ranking


def test_the_higher_rate_comes_first_whatever_the_number_of_cases():
    small, large = Rate(39, 40), Rate(3_880, 4_000)  # 97.5% and 97.0%

    assert ranking({"large": large, "small": small}, at_least=10) == {
        "large": Standing(2),
        "small": Standing(1),
    }


def test_equal_rates_share_a_rank_and_the_next_one_is_skipped():
    rates = {"a": Rate(20, 30), "b": Rate(40, 60), "c": Rate(10, 20), "d": Rate(30, 30)}

    assert {name: standing.rank for name, standing in ranking(rates, at_least=10).items()} == {
        "d": 1,
        "a": 2,
        "b": 2,
        "c": 4,
    }


def test_too_few_cases_are_shown_but_not_ranked_and_take_no_place():
    standings = ranking({"few": Rate(9, 9), "enough": Rate(9, 10), "none": Rate(0, 0)}, at_least=10)

    assert standings == {
        "few": Standing(None, Unranked.TOO_FEW_CASES),
        "enough": Standing(1),
        "none": Standing(None, Unranked.NO_CASES),
    }


def test_without_a_minimum_one_case_is_enough_but_none_is_not():
    assert ranking({"one": Rate(1, 1)}, at_least=0) == {"one": Standing(1)}
    assert ranking({"none": Rate(0, 0)}, at_least=0) == {"none": Standing(None, Unranked.NO_CASES)}


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [
        (148, 152, 97.4),
        (0, 7, 0.0),
        (7, 7, 100.0),
        (9_999, 10_000, 99.9),  # never "100%" while one is late
        (1, 10_000, 0.1),
        (0, 0, None),
    ],
)
def test_a_percentage_says_all_or_none_only_when_it_is_so(part, whole, percent):
    assert Rate(part, whole).percent == percent


def test_nothing_out_of_nothing_is_no_rate():
    assert Rate(0, 0).value is None
    assert Rate(3, 4).value == 0.75
