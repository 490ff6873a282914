"""board: every figure with its denominator, period, as-of and calendar."""

import pytest
from support import figures, gql
from support.counts import counted

from county.registry.models import Hall

pytestmark = pytest.mark.django_db

BOARD = """
query ($from: Date!, $to: Date!) {
  board(from: $from, to: $to) {
    firstOn lastOn asOf calendarVersion sample
    rows { code rank unranked received completed late declined returned openOverdue
           onTimeRate { onTime of value } reportedAt }
  }
}
"""
MARCH = {"from": "2026-03-01", "to": "2026-03-31"}


def test_a_rate_carries_its_denominator_and_too_few_cases_are_not_ranked(cast):
    east, west = Hall.objects.get(code="east"), Hall.objects.get(code="west")
    figures.tally(east, received=20, completed=16, on_time=12, late=4, declined=1, returned=2)
    figures.tally(west, received=3, completed=2, on_time=2)

    answer = gql.ask(BOARD, MARCH, at="county", by="inspector")

    board = answer.data["board"]
    assert [board[name] for name in ("firstOn", "lastOn", "asOf", "calendarVersion", "sample")] == [
        "2026-03-01",
        "2026-03-31",
        "2026-03-04T10:00:00+08:00",
        1,
        10,
    ]
    rows = {row.pop("code"): row for row in board["rows"]}
    assert rows["east"] == {
        "rank": 1,
        "unranked": None,
        "received": 20,
        "completed": 16,
        "late": 4,
        "declined": 1,
        "returned": 2,
        "openOverdue": 0,
        "onTimeRate": {"onTime": 12, "of": 16, "value": 0.75},
        "reportedAt": None,
    }
    assert (rows["west"]["rank"], rows["west"]["unranked"]) == (None, "TOO_FEW_CASES")
    assert rows["west"]["onTimeRate"] == {"onTime": 2, "of": 2, "value": 1.0}


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ({"from": "2026-03-02", "to": "2026-03-01"}, "period_reversed"),
        ({"from": "2024-03-02", "to": "2026-03-01"}, "period_too_long"),
    ],
)
def test_an_impossible_period_is_refused(cast, period, code):
    answer = gql.ask(BOARD, period, at="county", by="inspector")

    assert (answer.data, answer.codes) == ({"board": None}, [code])


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "", 5, "2026-03-01T00:00:00Z"])
def test_a_malformed_date_is_refused(cast, day):
    answer = gql.ask(BOARD, {"from": day, "to": "2026-03-31"}, at="county", by="inspector")

    assert (answer.status, answer.data, answer.codes) == (400, None, ["variables_invalid"])


def test_many_halls_take_as_many_calls_as_few(cast):
    token = gql.token("county.read", at="county")
    gql.ask(BOARD, MARCH, at="county", token=token)

    with counted("board"):
        gql.ask(BOARD, MARCH, at="county", token=token)
    for n in range(98):
        figures.tally(figures.bare_hall(f"hall-{n}"), received=1)
    with counted("board"):
        assert len(gql.ask(BOARD, MARCH, at="county", token=token).data["board"]["rows"]) >= 100
