"""The demo county: three real halls' rules, invented people and sixty days of their cases."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "hall.demo"
    label = "demo"
