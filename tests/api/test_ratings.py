"""ratings: newest first, waiting or not, for those who answer them; as many SQL calls for many as for one."""

from datetime import timedelta

import pytest
from support import build, gql
from support.counts import counted

from county.halls import inside
from hall.feedback.follow_up import follow_up_rating

pytestmark = pytest.mark.django_db

RATINGS = """
query ($first: Int = 2, $after: String, $waiting: Boolean) {
  ratings(first: $first, after: $after, toFollowUp: $waiting) {
    edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}
"""
WIDE = """
query ($first: Int!) {
  ratings(first: $first) {
    edges { node {
      id level words ratedAt needsFollowUp answer followedUpAt followedUpBy
      case { number handlerName applicantName matter { code materials { name } } window { name services { code } }
             parts { department } fees { amount } agency { agentName } decisions { question } events { action } }
    } }
  }
}
"""


@pytest.fixture
def five(east, cast, rated):
    """Five ratings, the oldest first; the last three came in the same instant. Three are bad, one of them answered."""
    found = [rated(east, cast.ana, level, minute=min(n, 2)) for n, level in enumerate([1, 5, 2, 3, 1])]
    with inside(east):
        follow_up_rating(found[0].pk, answer="已整改", actor=cast.bo, now=build.NOW)
    return [gql.global_id("east", rating.pk, "Rating") for rating in found]


def ids(answer):
    return [edge["node"]["id"] for edge in answer.data["ratings"]["edges"]]


def test_a_rating_is_read_as_its_page_shows_it(east, cast, rated):
    rating = rated(east, cast.ana, 1, words="等了很久")
    with inside(east):
        follow_up_rating(rating.pk, answer="已整改", actor=cast.bo, now=build.NOW + timedelta(hours=1))

    (edge,) = gql.ask(WIDE, {"first": 5}, by="bo").data["ratings"]["edges"]

    case = edge["node"].pop("case")
    assert (case["number"], case["handlerName"], case["applicantName"]) == ("20260304-0001", "Ana", "李小明")
    assert edge["node"] == {
        "id": gql.global_id("east", rating.pk, "Rating"),
        "level": "VERY_DISSATISFIED",
        "words": "等了很久",
        "ratedAt": "2026-03-04T10:00:00+08:00",
        "needsFollowUp": True,
        "answer": "已整改",
        "followedUpAt": "2026-03-04T11:00:00+08:00",
        "followedUpBy": "Bo",
    }


def test_what_a_good_rating_does_not_have_is_null(east, cast, rated):
    rated(east, cast.ana, 5)

    (edge,) = gql.ask(WIDE, {"first": 5}, by="bo").data["ratings"]["edges"]

    assert (edge["node"]["level"], edge["node"]["needsFollowUp"]) == ("VERY_SATISFIED", False)
    assert [edge["node"][name] for name in ("words", "answer", "followedUpAt", "followedUpBy")] == [None] * 4


def test_pages_follow_each_other_without_gap_or_double(five):
    seen = gql.pages(RATINGS, "ratings", by="bo")

    assert [len(each) for each in seen] == [2, 2, 1]
    found = [id for each in seen for id in each]
    assert sorted(found) == sorted(five)
    assert found[3:] == [five[1], five[0]]


def test_ratings_are_narrowed_to_those_that_wait_or_the_others(five):
    assert set(ids(gql.ask(RATINGS, {"first": 9, "waiting": True}, by="bo"))) == {five[2], five[4]}
    assert set(ids(gql.ask(RATINGS, {"first": 9, "waiting": False}, by="bo"))) == {five[0], five[1], five[3]}
    assert set(ids(gql.ask(RATINGS, {"first": 9, "waiting": None}, by="bo"))) == set(five)


def test_a_rating_is_read_in_its_own_hall_only(west, cast, rated):
    rated(west, cast.wei, 1)

    assert ids(gql.ask(RATINGS, by="bo")) == []


@pytest.mark.parametrize("first", [0, 101, None])
def test_a_page_has_one_to_a_hundred(five, first):
    answer = gql.ask(RATINGS, {"first": first}, by="bo")

    assert (answer.data, answer.codes) == ({"ratings": None}, ["first_out_of_range"])


def test_a_cursor_of_the_ratings_means_nothing_in_another_list(five):
    own = gql.ask(RATINGS, {"first": 1}, by="bo").data["ratings"]["pageInfo"]["endCursor"]

    answer = gql.ask(
        "query ($c: String) { conductLeads(after: $c) { edges { cursor } } }", {"c": own}, by="bo"
    )

    assert (answer.data, answer.codes) == ({"conductLeads": None}, ["cursor_of_another_list"])


def test_no_program_reads_ratings_whatever_its_token_says(five):
    answer = gql.ask(RATINGS, token=gql.token("rating.follow_up", "case.rate", "case.read"))

    assert (answer.data, answer.codes) == ({"ratings": None}, ["not_permitted"])


def test_many_ratings_take_as_many_calls_as_one(east, cast, rated):
    for n in range(30):
        rated(east, cast.ana, 1 + n % 5)
    browser = gql.signed_in("bo", "east")

    def read(first):
        body = {"query": WIDE, "variables": {"first": first}}
        return browser.post("/graphql", body, content_type="application/json").json()

    read(1)
    with counted("ratings"):
        one = read(1)
    with counted("ratings"):
        thirty = read(100)

    for answer, many in ((one, 1), (thirty, 30)):
        edges = answer["data"]["ratings"]["edges"]
        assert "errors" not in answer
        assert [len(edge["node"]["case"]["events"]) for edge in edges] == [3] * many
