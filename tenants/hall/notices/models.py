"""Notices as they were issued: kind, number and frozen data. Rows are only ever added."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.keys import HallModel


class Notice(HallModel):
    """Something a hall gave in writing. `data` is all that is printed, frozen on issue, so that a re-print is the
    same; personal numbers stand in it masked. `sequence` is the step of the case it was issued with."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("intake receipt")
        ONE_TIME = "one_time", _("one-time notice")
        COMMITMENT = "commitment", _("commitment notice")
        RETURN = "return", _("return notice")
        EXTENSION = "extension", _("extension notice")
        FORWARDED = "forwarded", _("forwarded-case notice")
        HANDOVER = "handover", _("hand-over sheet")
        AGENCY = "agency", _("agency registration form")
        COMPLETION = "completion", _("completion notice")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="notices")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    sequence = models.PositiveIntegerField()
    number = models.CharField(_("number"), max_length=40)
    data = models.JSONField()
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.CharField(_("issued by"), max_length=60, blank=True)

    class Meta:
        ordering = ["issued_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "sequence"], name="one_notice_per_kind_and_step"),
            models.UniqueConstraint(fields=["number"], name="a_notice_has_a_number_of_its_own"),
        ]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")

    def __str__(self) -> str:
        return self.number
