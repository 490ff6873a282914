"""cases: newest first, by key, and as many SQL calls for a hundred as for one."""

from datetime import timedelta

import pytest
from support import build, gql
from support.counts import counted

from county.halls import inside

pytestmark = pytest.mark.django_db

CASES = """
query ($first: Int = 2, $after: String, $status: CaseStatus, $matter: String) {
  cases(first: $first, after: $after, status: $status, matterCode: $matter) {
    edges { cursor node { number } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}
"""
WIDE = """
query ($first: Int!) {
  cases(first: $first) {
    edges { node { id number status kind { code } matter { code materials { name } } window { name services { code } }
                   applicantName phone decisions { trace { sentence } } events { action } } }
    pageInfo { hasNextPage }
  }
}
"""


@pytest.fixture
def five(east, cast):
    """Five cases; the last three were received in the same instant."""
    with inside(east):
        return [
            build.case(cast.ana, key=f"k{n}", now=build.NOW + timedelta(minutes=min(n, 2)), matter_code=code)
            for n, code in enumerate(["M-10", "M-0", "M-10", "M-10", "M-0"])
        ]


def numbers(answer):
    return [edge["node"]["number"] for edge in answer.data["cases"]["edges"]]


def test_pages_follow_each_other_without_gap_or_double(five):
    seen = gql.pages(CASES, "cases", of="number", by="ana")

    assert [len(each) for each in seen] == [2, 2, 1]
    found = [number for each in seen for number in each]
    assert sorted(found) == [case.number for case in five]
    assert found[3:] == [five[1].number, five[0].number]


def test_cases_are_narrowed_by_status_and_matter(five):
    assert len(numbers(gql.ask(CASES, {"first": 9, "matter": "M-0"}, by="ana"))) == 2
    assert len(numbers(gql.ask(CASES, {"first": 9, "status": "RECEIVED"}, by="ana"))) == 5
    assert numbers(gql.ask(CASES, {"first": 9, "status": "DECLINED"}, by="ana")) == []


def test_a_cursor_means_nothing_in_another_list_or_hall(five, west, cast):
    own = gql.ask(CASES, {"first": 1}, by="ana").data["cases"]["pageInfo"]["endCursor"]
    with inside(west):
        build.case(cast.wei)

    in_west = gql.ask(CASES, {"after": own}, at="west", by="wei")
    other_list = gql.ask("query ($c: String) { matters(after: $c) { edges { cursor } } }", {"c": own})

    assert (in_west.data, in_west.codes) == ({"cases": None}, ["cursor_of_another_list"])
    assert (other_list.data, other_list.codes) == ({"matters": None}, ["cursor_of_another_list"])


@pytest.mark.parametrize("after", ["", "x", "W10", "a" * 600, "😀", "0" * 16 + "WyJlYXN0Il0"])
def test_a_made_up_cursor_is_refused(five, after):
    answer = gql.ask(CASES, {"after": after}, by="ana")

    assert (answer.data, answer.codes) == ({"cases": None}, ["cursor_malformed"])


@pytest.mark.parametrize("first", [0, -1, 101, 2**31 - 1, None])
def test_a_page_has_one_to_a_hundred(five, first):
    answer = gql.ask(CASES, {"first": first}, by="ana")

    assert (answer.data, answer.codes) == ({"cases": None}, ["first_out_of_range"])


def test_a_number_beyond_int_is_refused(five):
    assert gql.ask(CASES, {"first": 2**31}, by="ana").codes == ["variables_invalid"]


def test_a_hundred_cases_take_as_many_calls_as_one(five, east, cast):
    with inside(east):
        for n in range(95):
            build.case(cast.ana, key=f"many-{n}")
    token = gql.token("case.read")
    gql.ask(WIDE, {"first": 1}, token=token)

    with counted("cases"):
        one = gql.ask(WIDE, {"first": 1}, token=token)
    with counted("cases"):
        hundred = gql.ask(WIDE, {"first": 100}, token=token)

    assert (one.codes, hundred.codes) == ([], [])
    assert (len(numbers(one)), len(numbers(hundred))) == (1, 100)
    assert hundred.data["cases"]["pageInfo"]["hasNextPage"] is False


@pytest.mark.parametrize(
    "field", ["matter { code }", "window { code }", "kind { code }", "events { action }"]
)
def test_each_neighbour_alone_is_fetched_for_all_cases_at_once(five, field, django_assert_num_queries):
    query = f"query ($first: Int!) {{ cases(first: $first) {{ edges {{ node {{ {field} }} }} }} }}"
    token = gql.token("case.read")
    gql.ask(query, {"first": 1}, token=token)

    # the token, the cases, and one more for what is many to a case
    with django_assert_num_queries(3 if field.startswith("events") else 2):
        answer = gql.ask(query, {"first": 5}, token=token)

    assert (answer.codes, len(answer.data["cases"]["edges"])) == ([], 5)
