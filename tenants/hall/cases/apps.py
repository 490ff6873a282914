"""A hall's cases: taken in, decided, handed out; every step an event that is never rewritten."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "hall.cases"
    label = "cases"
