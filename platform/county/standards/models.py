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


class Recount(models.Model):
    """How far one hall has come in counting its open cases anew by one version of the calendar.

    A bookmark and a report, never the truth: which cases are left stands on the cases themselves. That one alone
    counts in a hall is seen to by a lock (`recounts.counting_alone`), not by this row.
    """

    hall = models.ForeignKey("registry.Hall", models.CASCADE, related_name="+", verbose_name=_("hall"))
    calendar_version = models.PositiveIntegerField(_("calendar version"))
    total = models.PositiveIntegerField(default=0)  # open cases counted by an older version when it began
    counted = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)  # of these: due at another time now
    confirmed = models.PositiveIntegerField(default=0)  # of these: provisional before, certain now
    failed = models.PositiveIntegerField(default=0)  # could not be counted when last tried
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    next_try_at = models.DateTimeField(null=True)  # when cases are left that could not be counted
    left = models.PositiveIntegerField(default=0)  # how many these were, of the calendar's and of closures

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hall", "calendar_version"], name="one_recount_per_hall_and_version"
            )
        ]
        verbose_name = _("recount")
        verbose_name_plural = _("recounts")

    def __str__(self) -> str:
        return f"{self.calendar_version}: {self.counted}/{self.total}"
