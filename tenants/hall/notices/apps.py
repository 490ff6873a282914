"""What a hall gives an applicant in writing: its data frozen, printed as often as wished."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "hall.notices"
    label = "notices"
    verbose_name = _("Notices")
