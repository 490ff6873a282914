"""The hall's staff: who a user of the county is at this hall, and at which windows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.catalogue.models import Window
from hall.keys import HallModel


class Staff(HallModel):
    """A member of staff. `user_id` is the county's user, carried without a key across the border."""

    user_id = models.BigIntegerField(_("user"), unique=True)
    name = models.CharField(_("name"), max_length=60)
    post = models.CharField(_("post"), max_length=100, blank=True)
    windows = models.ManyToManyField(Window, blank=True, related_name="staff", verbose_name=_("windows"))
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("member of staff")
        verbose_name_plural = _("staff")

    def __str__(self) -> str:
        return self.name
