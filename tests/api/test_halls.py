"""halls: the county's list, on the county's host only."""

import pytest
from support import gql
from support.counts import counted

from county.registry.models import Hall

pytestmark = pytest.mark.django_db

HALLS = """
query ($first: Int = 100, $after: String) {
  halls(first: $first, after: $after) {
    edges { node { code name english kind status } }
    pageInfo { hasNextPage endCursor }
  }
}
"""


def codes(answer):
    return [edge["node"]["code"] for edge in answer.data["halls"]["edges"]]


def test_the_county_lists_its_halls(cast):
    answer = gql.ask(HALLS, {"first": 1}, at="county", by="inspector")

    assert answer.data["halls"]["edges"] == [
        {
            "node": {
                "code": "east",
                "name": "east便民服务中心",
                "english": "East Hall",
                "kind": "township",
                "status": "active",
            }
        }
    ]
    after = answer.data["halls"]["pageInfo"]["endCursor"]
    assert "west" in codes(gql.ask(HALLS, {"after": after}, at="county", by="inspector"))


def test_many_halls_take_as_many_calls_as_one(cast):
    Hall.objects.bulk_create(Hall(code=f"hall-{n}", schema_name=f"hall_{n}", name=f"{n}") for n in range(98))
    token = gql.token("county.read", at="county")
    gql.ask(HALLS, {"first": 1}, at="county", token=token)

    with counted("halls"):
        gql.ask(HALLS, {"first": 1}, at="county", token=token)
    with counted("halls"):
        assert len(codes(gql.ask(HALLS, at="county", token=token))) == 100


def test_a_halls_host_does_not_know_the_countys_fields(cast):
    assert gql.ask(HALLS, by="ana").codes == ["query_invalid"]
    assert gql.ask("{ cases { edges { cursor } } }", at="county", by="inspector").codes == ["query_invalid"]
