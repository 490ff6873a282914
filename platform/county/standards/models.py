"""The county's working calendar, versioned: published versions are never edited, only superseded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarVersion(models.Model):
    """Holidays and make-up working days (调休) as the State Council's notices set them, from one day to another.

    `days` is `rules.workdays.WorkCalendar.as_data()`. Dates after `last_on` are provisional for everybody.
    """

    number = models.PositiveIntegerField(_("version"), primary_key=True)
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last published day"))
    days = models.JSONField(_("days"))
    reason = models.CharField(_("reason"), max_length=200)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.CharField(_("published by"), max_length=60)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("calendar version")
        verbose_name_plural = _("calendar versions")

    def __str__(self) -> str:
        return f"{self.number}: {self.first_on} – {self.last_on}"
