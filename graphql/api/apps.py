"""The GraphQL API: two schemas, one for halls and one for the county."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    label = "api"
