"""The hall reports up: its events become the county's figures."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "hall.reporting"
    label = "reporting"
