"""Versions of the hall's regulation. A published version is never edited, only superseded by a later one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.keys import HallModel

ONE_A_DAY = "one_published_version_a_day"
NUMBER_ONCE = "a_number_of_a_version_is_used_once"


class RegulationVersion(HallModel):
    """The hall's rules from one day on. `tables` is what `rules.rulebook.Rulebook.parse` reads.

    Number, title and day stand in `tables` as well; `hall.regulations.lifecycle`, the only writer, keeps them equal.
    Once published, a trigger of the database refuses every change (migration 0002).
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        CHECKED = "checked", _("checked")
        PUBLISHED = "published", _("published")

    number = models.CharField(_("version"), max_length=40)
    title = models.CharField(_("title"), max_length=200)
    effective_on = models.DateField(_("in force from"))
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.DRAFT)
    tables = models.JSONField(_("rule tables"), default=dict)
    revision = models.PositiveIntegerField(_("revision"), default=1)  # counts the changes of a draft
    drafted_at = models.DateTimeField(_("drafted at"))
    drafted_by = models.CharField(_("drafted by"), max_length=60)
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=60, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.CharField(_("published by"), max_length=60, blank=True)

    class Meta:
        ordering = ["-effective_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["number"], name=NUMBER_ONCE),
            models.UniqueConstraint(
                fields=["effective_on"],
                condition=models.Q(status="published"),
                name=ONE_A_DAY,
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "checked", "published"]),
                name="version_is_draft_checked_or_published",
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft", checked_at=None)
                | models.Q(status__in=["checked", "published"], checked_at__isnull=False),
                name="what_is_no_draft_was_checked",
            ),
            models.CheckConstraint(
                condition=models.Q(status="published", published_at__isnull=False)
                | models.Q(status__in=["draft", "checked"], published_at=None),
                name="published_says_when",
            ),
        ]
        verbose_name = _("regulation")
        verbose_name_plural = _("regulations")

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"
