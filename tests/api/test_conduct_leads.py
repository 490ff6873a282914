"""conductLeads: newest first, open or closed, for those who look into them; as many SQL calls for many as for one."""

from datetime import timedelta

import pytest
from support import build, gql
from support.counts import counted

from county.halls import inside
from hall.conduct.close import close_lead

pytestmark = pytest.mark.django_db

LEADS = """
query ($first: Int = 2, $after: String, $open: Boolean) {
  conductLeads(first: $first, after: $after, open: $open) {
    edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}
"""
WIDE = """
query ($first: Int!) {
  conductLeads(first: $first) {
    edges { node {
      id code detailCode source article staffName words raisedAt outcome finding closedAt closedBy
      case { number applicantName matter { code materials { name } } window { name services { code } }
             parts { department } fees { amount } agency { agentName } decisions { question } events { action } }
    } }
  }
}
"""


@pytest.fixture
def five(east, cast, raised):
    """Five leads, the oldest first; the last three were raised in the same instant and the first is closed."""
    leads = [raised(east, cast.ana, minute=min(n, 2)) for n in range(5)]
    with inside(east):
        close_lead(leads[0].pk, outcome="founded", finding="属实", actor=cast.dan, now=build.NOW)
    return [gql.global_id("east", lead.pk, "ConductLead") for lead in leads]


def ids(answer):
    return [edge["node"]["id"] for edge in answer.data["conductLeads"]["edges"]]


def test_a_lead_is_read_as_its_page_shows_it(east, cast, received, raised):
    lead = raised(east, cast.ana, case=received)
    with inside(east):
        later = build.NOW + timedelta(hours=1)
        close_lead(lead.pk, outcome="founded", finding="属实", actor=cast.dan, now=later)

    answer = gql.ask(WIDE, {"first": 5}, by="dan")

    (edge,) = answer.data["conductLeads"]["edges"]
    case = edge["node"].pop("case")
    assert (case["number"], case["applicantName"]) == ("20260304-0001", "李小明")
    assert edge["node"] == {
        "id": gql.global_id("east", lead.pk, "ConductLead"),
        "code": "BRUSH_OFF",
        "detailCode": "pushed_on",
        "source": "CITIZEN",
        "article": "2",
        "staffName": "Ana",
        "words": "让我去别处",
        "raisedAt": "2026-03-04T10:00:00+08:00",
        "outcome": "FOUNDED",
        "finding": "属实",
        "closedAt": "2026-03-04T11:00:00+08:00",
        "closedBy": "Dan",
    }


def test_what_an_open_lead_without_a_case_does_not_have_is_null(east, cast, raised):
    raised(east, cast.ana)

    (edge,) = gql.ask(WIDE, {"first": 5}, by="dan").data["conductLeads"]["edges"]

    empty = ("case", "outcome", "finding", "closedAt", "closedBy")
    assert [edge["node"][name] for name in empty] == [None] * 5


def test_pages_follow_each_other_without_gap_or_double(five):
    seen = gql.pages(LEADS, "conductLeads", by="dan")

    assert [len(each) for each in seen] == [2, 2, 1]
    found = [id for each in seen for id in each]
    assert sorted(found) == sorted(five)
    assert found[3:] == [five[1], five[0]]


def test_leads_are_narrowed_to_open_or_closed_ones(five):
    assert set(ids(gql.ask(LEADS, {"first": 9, "open": True}, by="dan"))) == set(five[1:])
    assert ids(gql.ask(LEADS, {"first": 9, "open": False}, by="dan")) == [five[0]]
    assert set(ids(gql.ask(LEADS, {"first": 9, "open": None}, by="dan"))) == set(five)


def test_a_lead_is_read_in_its_own_hall_only(west, cast, raised):
    raised(west, cast.wei)

    assert ids(gql.ask(LEADS, by="dan")) == []


@pytest.mark.parametrize("first", [0, 101, None])
def test_a_page_has_one_to_a_hundred(five, first):
    answer = gql.ask(LEADS, {"first": first}, by="dan")

    assert (answer.data, answer.codes) == ({"conductLeads": None}, ["first_out_of_range"])


def test_a_cursor_of_the_leads_means_nothing_in_another_list(five):
    own = gql.ask(LEADS, {"first": 1}, by="dan").data["conductLeads"]["pageInfo"]["endCursor"]

    answer = gql.ask("query ($c: String) { cases(after: $c) { edges { cursor } } }", {"c": own}, by="dan")

    assert (answer.data, answer.codes) == ({"cases": None}, ["cursor_of_another_list"])


def test_no_program_reads_leads_whatever_its_token_says(five):
    answer = gql.ask(LEADS, token=gql.token("conduct.read", "case.read"))

    assert (answer.data, answer.codes) == ({"conductLeads": None}, ["not_permitted"])


def test_a_hundred_leads_take_as_many_calls_as_one(east, cast, raised):
    for n in range(50):
        with inside(east):
            case = build.case(cast.ana, key=f"many-{n}")
        raised(east, cast.ana, case=case)
        raised(east, cast.ana, case=case)  # two of one case: it is read once
    browser = gql.signed_in("dan", "east")

    def read(first):
        body = {"query": WIDE, "variables": {"first": first}}
        return browser.post("/graphql", body, content_type="application/json").json()

    read(1)
    with counted("conductLeads"):
        one = read(1)
    with counted("conductLeads"):
        hundred = read(100)

    for answer, many in ((one, 1), (hundred, 100)):
        edges = answer["data"]["conductLeads"]["edges"]
        assert "errors" not in answer
        assert [edge["node"]["case"]["events"] for edge in edges] == [[{"action": "INTAKE"}]] * many
