"""What one can apply for at a hall, and at which window."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogueConfig(AppConfig):
    name = "hall.catalogue"
    label = "catalogue"
    verbose_name = _("Catalogue")
