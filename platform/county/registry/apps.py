"""Who exists in the county: halls and their hosts, people and what they may do where."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    name = "county.registry"
    label = "registry"
    verbose_name = _("Register")
