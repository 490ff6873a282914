"""What one can apply for at a hall, and at which window."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "hall.catalogue"
    label = "catalogue"
