"""Ratings of finished cases, and what became of the bad ones."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FeedbackConfig(AppConfig):
    name = "hall.feedback"
    label = "feedback"
    verbose_name = _("Feedback")
