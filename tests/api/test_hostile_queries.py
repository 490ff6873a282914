"""Queries made to hurt: refused by code, quickly, and without a word about what they could have asked."""

import time

import pytest
from support import gql

from api.base.documents import Documents, Refused
from api.base.limits import LIST_SIZE, measures
from api.hall.schema import schema

pytestmark = pytest.mark.django_db

GRAPH = schema.graphql_schema


def doubling(steps):
    """Each fragment spreads the next twice: 2^steps fields from a short text."""
    parts = [f"fragment F{n} on Hall {{ ...F{n + 1} ...F{n + 1} }}" for n in range(steps)]
    return " ".join(["{ hall { ...F0 } }", *parts, f"fragment F{steps} on Hall {{ code }}"])


def refusal(query):
    """Codes with which a stranger's query is refused, and the seconds it took to say so."""
    begun = time.perf_counter()
    with pytest.raises(Refused) as refused:
        Documents(GRAPH).read(query, introspection=False)
    codes = {(error.extensions or {}).get("code", refused.value.code) for error in refused.value.errors}
    return codes, time.perf_counter() - begun


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ hall { ...A } } fragment A on Hall { ...B } fragment B on Hall { ...A }", "query_invalid"),
        ("{ hall { ...A } } fragment A on Hall { ...A }", "query_invalid"),
        ("{ hall { ...Undefined } }", "query_invalid"),
        ("{ hall { ...A } } fragment A on Nothing { x }", "query_invalid"),
        ("{ nothing }", "query_invalid"),
        ("{ hall { " + " ".join(f"a{n}: code" for n in range(101)) + " } }", "too_many_aliases"),
        ("{ " + " ".join(f"a{n}: me {{ name }}" for n in range(11)) + " }", "too_many_root_fields"),
        ("{ ...R } fragment R on Query { " + "hall { code } " * 11 + "}", "too_many_root_fields"),
        ("{ hall { code " + "@include(if: true) " * 21 + "} }", "too_many_directives"),
        ("{ hall { " + " ".join(["code"] * 3000) + " } }", "query_unreadable"),
        ("#\n" * 300 + "{ hall { code } }", "query_unreadable"),
        ("{" + "hall {" * 450 + "code" + "}" * 451, "query_unreadable"),
        ("{" + "hall {" * 30 + "code" + "}" * 31, "query_too_deep"),
        (
            'mutation { a: caseAccept(id: "x", expectedVersion: 1) { errors { code } }'
            ' b: caseAccept(id: "y", expectedVersion: 1) { errors { code } } }',
            "too_many_mutations",
        ),
        ("subscription { hall { code } }", "operation_unknown"),
        ("{ __schema { types { name } } }", "query_invalid"),
        ('{ __type(name: "Case") { name } }', "query_invalid"),
    ],
)
def test_a_hostile_query_is_refused_by_name(east, query, code):
    codes, seconds = refusal(query)

    assert code in codes
    assert seconds < 1
    answer = gql.ask(query)
    assert (answer.status, answer.data) == (400, None)
    assert code in answer.codes


def test_a_fragment_bomb_is_measured_by_its_text_and_refused_by_its_cost(east):
    query = doubling(40)
    begun = time.perf_counter()
    document = Documents(GRAPH).read(query, introspection=False)
    (measure,) = measures(document, GRAPH, {}).values()

    assert measure.cost == 1 + 2**40
    assert time.perf_counter() - begun < 1
    answer = gql.ask(query)
    assert (answer.status, answer.data, answer.codes) == (400, None, ["query_too_costly"])


def test_depth_is_measured_through_fragments():
    chain = " ".join(f"fragment F{n} on Hall {{ regulation {{ ...F{n + 1} }} }}" for n in range(25))
    codes, _ = refusal("{ hall { ...F0 } } " + chain + " fragment F25 on Hall { code }")

    assert "query_too_deep" in codes


CASES = "query ($n: Int) { cases(first: $n) { edges { node { number events { hash } } } } }"


@pytest.mark.parametrize(
    ("variables", "rows"),
    [({"n": 3}, 3), ({"n": 100}, 100), ({}, 100), ({"n": -1}, 100), ({"n": 10**9}, 100)],
)
def test_cost_is_the_most_fields_an_answer_can_hold(variables, rows):
    document = Documents(GRAPH).read(CASES, introspection=False)

    (measure,) = measures(document, GRAPH, variables).values()

    # cases; then edges, node, number, events for each row, and a hash for each of its events
    assert measure.cost == 1 + rows * (4 + LIST_SIZE)


def test_the_same_query_is_too_costly_for_a_hundred_and_fine_for_ten(cast):
    events = " ".join(f"e{n}: events {{ sequence action hash happenedAt }}" for n in range(6))
    query = f"query ($n: Int!) {{ cases(first: $n) {{ edges {{ node {{ number {events} }} }} }} }}"

    assert gql.ask(query, {"n": 100}, by="ana").codes == ["query_too_costly"]
    assert gql.ask(query, {"n": 10}, by="ana").codes == []


def test_typename_is_everybodys_and_the_schema_is_for_those_known_here(cast):
    assert gql.ask("{ __typename hall { __typename } }").data == {
        "__typename": "Query",
        "hall": {"__typename": "Hall"},
    }
    known = gql.ask("{ __schema { queryType { name } } }", by="ana")
    assert known.data == {"__schema": {"queryType": {"name": "Query"}}}


def test_the_editors_own_introspection_fits_the_limits(cast):
    from graphql import get_introspection_query

    answer = gql.ask(get_introspection_query(input_value_deprecation=True), by="ana")

    assert (answer.status, answer.codes) == (200, [])


def test_circular_introspection_is_refused(cast):
    query = "{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }"

    assert gql.ask(query, by="ana").codes == ["query_invalid"]


def test_a_refusal_suggests_nothing(east):
    answer = gql.ask("{ hal { code } cases(frist: 1) { edges { cursor } } }")

    assert "Did you mean" not in str(answer.body)


def test_a_document_is_validated_once_and_the_shelf_is_bounded(monkeypatch):
    monkeypatch.setattr("api.base.documents.REMEMBER_AT_MOST", 3)
    documents = Documents(GRAPH)
    first = documents.read("{ hall { code } }", introspection=False)

    assert documents.read("{ hall { code } }", introspection=False) is first
    for n in range(5):
        documents.read(f"{{ a{n}: hall {{ code }} }}", introspection=False)
    assert len(documents) == 3
    documents.read("{ hall { code } } #" + "x" * 5000, introspection=False)
    assert len(documents) == 3


def test_what_was_validated_for_somebody_known_is_not_served_to_a_stranger():
    documents = Documents(GRAPH)
    query = "{ __schema { queryType { name } } }"
    documents.read(query, introspection=True)

    with pytest.raises(Refused):
        documents.read(query, introspection=False)
