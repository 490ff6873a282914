"""Versions of the hall's regulation. A published version is never edited, only superseded by a later one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.keys import HallModel


class RegulationVersion(HallModel):
    """The hall's rules from one day on. `tables` is what `rules.rulebook.Rulebook.parse` reads."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    number = models.CharField(_("version"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=200)
    effective_on = models.DateField(_("in force from"))
    status = models.CharField(_("status"), max_length=20, choices=Status.choices, default=Status.DRAFT)
    tables = models.JSONField(_("rule tables"), default=dict)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    published_by = models.CharField(_("published by"), max_length=60, blank=True)

    class Meta:
        ordering = ["-effective_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["effective_on"],
                condition=models.Q(status="published"),
                name="one_published_version_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(published_at__isnull=False),
                name="published_says_when",
            ),
        ]
        verbose_name = _("regulation")
        verbose_name_plural = _("regulations")

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Article(HallModel):
    """One article, clause or item of a version; `path` places it in the tree (`A6/4.4`)."""

    version = models.ForeignKey(RegulationVersion, models.CASCADE, related_name="articles")
    path = models.CharField(max_length=60)
    position = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "path"], name="one_article_per_path")]
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def depth(self) -> int:
        return self.path.count("/")
