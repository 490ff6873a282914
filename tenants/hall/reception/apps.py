"""First contacts: who was asked what, and who stays responsible until it ends."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReceptionConfig(AppConfig):
    name = "hall.reception"
    label = "reception"
    verbose_name = _("Reception")
