"""Parallel approval: the parts of a joint case, each with its department and limit."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JointConfig(AppConfig):
    name = "hall.joint"
    label = "joint"
    verbose_name = _("Joint cases")
