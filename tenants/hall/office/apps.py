"""The hall's office: the audit trail of who looked at or changed what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficeConfig(AppConfig):
    name = "hall.office"
    label = "office"
    verbose_name = _("Office")
