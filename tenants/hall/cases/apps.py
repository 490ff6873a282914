"""A hall's cases: taken in, decided, handed out; every step an event that is never rewritten."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CasesConfig(AppConfig):
    name = "hall.cases"
    label = "cases"
    verbose_name = _("Cases")
