"""A hall's own rules as versioned data: articles and typed tables, by effective date."""

from django.apps import AppConfig


class RegulationsConfig(AppConfig):
    name = "hall.regulations"
    label = "regulations"
