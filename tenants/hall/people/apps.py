"""The staff of a hall, and how it keeps the personal data of those it serves."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "hall.people"
    label = "people"
    verbose_name = _("People")
