"""The staff of a hall, and how it keeps the personal data of those it serves."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "hall.people"
    label = "people"
