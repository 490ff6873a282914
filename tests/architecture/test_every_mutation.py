"""Every mutation says who may use it and has a test of its own; so does every root field; silence does not compile."""

import re
from pathlib import Path

import graphene
import pytest
from graphql import is_list_type, is_object_type
from graphql.type import get_nullable_type

from api.base.fields import PERMISSIONS, BaseQuery, DeclaredField, Undeclared
from api.base.mutation import BaseMutation
from api.county.schema import Query as CountyQuery
from api.county.schema import schema as county_schema
from api.hall.case import CaseType
from api.hall.conduct import ConductLeadType
from api.hall.first_contact import FirstContactType
from api.hall.queries import Query as HallQuery
from api.hall.ratings import RatingType
from api.hall.schema import Mutation
from api.hall.schema import schema as hall_schema

TESTS = Path(__file__).parents[1] / "api"
MUTATIONS = {name: field.type for name, field in Mutation._meta.fields.items()}
# Of each type, the fields of personal data and who may read them.
PERSONAL = {
    CaseType: dict.fromkeys(
        [
            "applicant_name",
            "id_number",
            "phone",
            "email",
            "reason",
            "collector_name",
            "collector_id_number",
        ],
        "case.read",
    ),
    ConductLeadType: {
        "case": "case.read",
        **dict.fromkeys(["staff_name", "words", "finding"], "conduct.read"),
    },
    FirstContactType: dict.fromkeys(["asked", "visitor_name", "phone"], "reception.work"),
    RatingType: {"case": "case.read", **dict.fromkeys(["words", "answer"], "rating.follow_up")},
}


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_one_of_ours_and_declares_a_known_permission(name):
    mutation = MUTATIONS[name]

    assert issubclass(mutation, BaseMutation)
    assert mutation._meta.permission in PERMISSIONS
    (answered,) = set(mutation._meta.fields) - {"errors"}
    assert issubclass(mutation._meta.fields[answered].type, graphene.ObjectType)
    assert "errors" in mutation._meta.fields


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_has_a_file_and_a_test_of_its_own(name):
    assert MUTATIONS[name].__module__ == f"api.hall.mutations.{name}"
    assert (TESTS / f"test_{name}.py").exists()


def test_no_schema_has_a_mutation_this_test_does_not_know():
    assert set(hall_schema.graphql_schema.mutation_type.fields) == {
        re.sub(r"_(\w)", lambda match: match[1].upper(), name) for name in MUTATIONS
    }
    assert county_schema.graphql_schema.mutation_type is None


@pytest.mark.parametrize("query", [HallQuery, CountyQuery])
def test_every_root_field_is_declared(query):
    assert all(isinstance(field, DeclaredField) for field in query._meta.fields.values())


@pytest.mark.parametrize("kind", PERSONAL)
def test_every_field_of_personal_data_declares_its_permission(kind):
    declared = {
        name: field.permission
        for name, field in kind._meta.fields.items()
        if isinstance(field, DeclaredField)
    }

    assert declared == PERSONAL[kind]


@pytest.mark.parametrize(
    "said", [{}, {"permission": "case.read", "public": True}, {"permission": "case.everything"}]
)
def test_a_field_or_mutation_that_declares_nothing_sensible_cannot_be_defined(said):
    with pytest.raises(Undeclared):
        DeclaredField(graphene.String, **said)
    with pytest.raises(Undeclared):
        type("Silent", (BaseMutation,), {"Meta": type("Meta", (), said)})


def test_a_root_field_that_is_not_declared_cannot_be_defined():
    with pytest.raises(Undeclared):
        type("Query", (BaseQuery,), {"secrets": graphene.String()})


# Lists without `first`: bounded by what they belong to, and counted as LIST_SIZE in a query's cost.
SHORT = {
    "Agency.stations",
    "Board.rows",  # one for each hall of the county
    "Case.deadlines",
    "Case.decisions",
    "Case.extensions",
    "Case.reviews",
    "Case.stops",
    "Case.supplements",
    "Case.urges",
    "SupplementRequest.items",
    "Decision.trace",
    "Case.events",
    "Case.fees",
    "Case.notices",
    "Case.parts",  # one for each department that takes part
    "ContactStep.items",
    "Error.values",
    "FirstContact.steps",
    "Matter.materials",
    "Me.permissions",
    "Me.roles",
    "Regulation.disclosures",
    "Regulation.kinds",
    "Window.daysOfMonth",
    "Window.departments",
    "Window.services",
}


def test_every_list_has_an_end():
    """A list is a page of at most a hundred, or stands in the table of short ones."""
    found = set()
    for schema in (hall_schema.graphql_schema, county_schema.graphql_schema):
        for kind in schema.type_map.values():
            if not is_object_type(kind) or kind.name.startswith("__"):
                continue
            for name, field in kind.fields.items():
                if is_list_type(get_nullable_type(field.type)) and name not in ("edges", "errors"):
                    found.add(f"{kind.name}.{name}")

    assert found == SHORT
