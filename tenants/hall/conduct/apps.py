"""Leads to possible misconduct, for the discipline officer to look into."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConductConfig(AppConfig):
    name = "hall.conduct"
    label = "conduct"
    verbose_name = _("Conduct")
