"""The gate: what a load run must not get past it."""

import sys

import pytest
from loadtests.gate import Bound, Figure, Limits, Run, judge

LIMITS = Limits({"M:caseIntake": Bound(at_least=10, median=50, p95=200, p99=400)}, requests_per_second=5)


def figure(**changes):
    given = {
        "name": "M:caseIntake",
        "count": 100,
        "failures": 0,
        "median": 50,
        "p95": 200,
        "p99": 400,
        "rate": 5,
    }
    return Figure(**{**given, **changes})


def test_a_run_exactly_at_its_bounds_holds():
    assert judge(Run((figure(),), generator_cpu=90), LIMITS) == []


def test_a_run_without_any_request_fails():
    assert judge(Run(()), LIMITS) == ["No request was made at all."]


def test_a_run_without_any_request_names_what_broke_the_journeys():
    run = Run((figure(count=0),), exceptions=("KeyError: 'token' (3 times)",))

    assert judge(run, LIMITS) == [
        "No request was made at all.",
        "A journey broke: KeyError: 'token' (3 times)",
    ]


def test_an_operation_that_was_never_asked_fails_the_run():
    run = Run((figure(name="Q:cases"),))

    assert judge(run, LIMITS) == [
        "M:caseIntake: named in limits.toml, but never requested.",
        "Q:cases: requested, but has no bound in limits.toml.",
    ]


def test_an_operation_that_need_not_occur_may_be_missing():
    limits = Limits({"M:caseIntake": Bound(), "P:progress refused": Bound(at_least=0)})

    assert judge(Run((figure(),)), limits) == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"failures": 1}, "M:caseIntake: 1 of 100 failed."),
        ({"count": 9}, "M:caseIntake: 9 requests, at least 10 were expected."),
        ({"median": 51}, "M:caseIntake: median 51 ms, at most 50 ms."),
        ({"p95": 201}, "M:caseIntake: p95 201 ms, at most 200 ms."),
        ({"p99": 401}, "M:caseIntake: p99 401 ms, at most 400 ms."),
        ({"rate": 4.9}, "4.9 requests a second, at least 5 were expected."),
    ],
)
def test_each_broken_bound_is_named_with_both_figures(changes, complaint):
    assert judge(Run((figure(**changes),)), LIMITS) == [complaint]


def test_a_generator_at_its_limit_makes_the_run_invalid():
    complaints = judge(Run((figure(),), generator_cpu=91), LIMITS)

    assert complaints == [
        "The generator itself used 91 % of a core (at most 90): its times are not the system's."
    ]


def test_an_exception_in_a_journey_fails_a_run_whose_requests_are_all_good():
    run = Run((figure(),), exceptions=("TypeError: no number (1 times)",))

    assert judge(run, LIMITS) == ["A journey broke: TypeError: no number (1 times)"]


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ({"operations": {"Q:cases": {"p96": 100}}}, "unknown p96"),
        ({"run": {"request_per_second": 5}, "operations": {"Q:cases": {}}}, "unknown request_per_second"),
        ({"operation": {"Q:cases": {}}}, "unknown operation"),
        ({"run": {}}, "names no operation"),
    ],
)
def test_limits_with_a_misspelt_word_are_refused(table, complaint):
    with pytest.raises(ValueError, match=complaint):
        Limits.parse(table)


def test_the_limits_in_git_can_be_read_and_bound_every_operation():
    limits = Limits.read()

    assert limits.requests_per_second > 0
    assert all(bound.p95 and bound.p99 for bound in limits.operations.values())


def test_judging_needs_no_locust():
    # It replaces the sockets and threads of a whole process, and so would reach every other test.
    assert "locust" not in sys.modules
