"""What the county publishes for its halls: the working calendar (and, later, the standard catalogue)."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StandardsConfig(AppConfig):
    name = "county.standards"
    label = "standards"
    verbose_name = _("Standards")
