"""The API of the county."""

from django.urls import path

from api.base.graphiql import graphiql
from api.base.view import graphql_view
from api.county.schema import schema

urlpatterns = [
    path("graphql", graphql_view(schema), name="graphql"),
    path("graphiql/", graphiql, name="graphiql"),
]
