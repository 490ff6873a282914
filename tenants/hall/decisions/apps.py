"""What the hall's rules decided, each time with the facts and the reasons; it can be decided again."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DecisionsConfig(AppConfig):
    name = "hall.decisions"
    label = "decisions"
    verbose_name = _("Decisions")
