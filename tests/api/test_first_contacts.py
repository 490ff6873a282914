"""firstContacts: the list, newest first, in as many queries for one as for many."""

import pytest
from support import build, gql
from support.counts import counted

from county.halls import inside
from hall.reception.end import end_contact
from hall.reception.record import record_contact

pytestmark = pytest.mark.django_db
LIST = """
query ($open: Boolean, $first: Int = 20) {
  firstContacts(open: $open, first: $first) {
    edges { node { id number asked matterCode windowCode caseNumber steps { what windowCode } } }
    pageInfo { hasNextPage }
  }
}
"""


@pytest.fixture
def more(east, cast):
    def make(times=1):
        with inside(east):
            return [
                record_contact(
                    asked="问", matter_code="M-10", window_code="civil-affairs", actor=cast.ana, now=build.NOW
                )
                for _ in range(times)
            ]

    return make


def numbers(answer):
    return sorted(edge["node"]["number"] for edge in answer.data["firstContacts"]["edges"])


def test_open_and_ended_ones_are_told_apart(east, cast, visitor, visitor_id, more):
    with inside(east):
        end_contact(visitor.pk, outcome="answered", actor=cast.ana, now=build.NOW)
    more()

    assert numbers(gql.ask(LIST, by="ana")) == ["F20260304-0001", "F20260304-0002"]
    assert numbers(gql.ask(LIST, {"open": True}, by="ana")) == ["F20260304-0002"]
    ended = gql.ask(LIST, {"open": False}, by="ana").data["firstContacts"]["edges"]
    assert [edge["node"]["id"] for edge in ended] == [visitor_id]


def test_another_hall_sees_none_of_them(visitor):
    assert numbers(gql.ask(LIST, at="west", by="wei")) == []


def test_one_costs_as_many_queries_as_many(more):
    token = gql.token("reception.work")
    more()
    gql.ask(LIST, token=token)
    with counted("firstContacts"):
        gql.ask(LIST, token=token)
    more(20)
    with counted("firstContacts"):
        answer = gql.ask(LIST, token=token)
    assert len(numbers(answer)) == 20
    assert answer.data["firstContacts"]["pageInfo"]["hasNextPage"] is True
