"""Who exists in the county: halls and their hosts, people and what they may do where."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "county.registry"
    label = "registry"
