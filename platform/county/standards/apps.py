"""What the county publishes for its halls: the working calendar (and, later, the standard catalogue)."""

from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "county.standards"
    label = "standards"
