"""Whole-course agency: consent, stations, limits; and the fees a hall may record."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgencyConfig(AppConfig):
    name = "hall.agency"
    label = "agency"
    verbose_name = _("Agency cases")
