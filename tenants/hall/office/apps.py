"""The hall's office: the audit trail of who looked at or changed what."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "hall.office"
    label = "office"
