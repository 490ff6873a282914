"""Who looked at or changed what in this hall: lines that are only ever added."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.keys import HallModel


class AuditLine(HallModel):
    """One thing somebody did outside a case's own events: unmasked a number, changed a window, exported."""

    happened_at = models.DateTimeField(_("when"))
    actor_id = models.BigIntegerField(_("who"), null=True)
    actor_name = models.CharField(_("name"), max_length=60)
    action = models.CharField(_("action"), max_length=40)
    subject = models.CharField(_("subject"), max_length=120)
    detail = models.JSONField(_("detail"), default=dict)

    class Meta:
        ordering = ["-happened_at"]
        indexes = [models.Index(fields=["-happened_at"], name="audit_newest_first")]
        verbose_name = _("audit line")
        verbose_name_plural = _("audit trail")

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
