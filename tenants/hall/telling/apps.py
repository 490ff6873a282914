"""Messages to applicants: queued with the step they tell of, sent by a channel."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TellingConfig(AppConfig):
    name = "hall.telling"
    label = "telling"
    verbose_name = _("Telling")
