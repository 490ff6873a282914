"""A hall's own rules as versioned data: articles and typed tables, by effective date."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegulationsConfig(AppConfig):
    name = "hall.regulations"
    label = "regulations"
    verbose_name = _("Regulations")
