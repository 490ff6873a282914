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


class Profile(HallModel):
    """What the public should know of the hall itself: where it is, whom to call, where to complain. One row."""

    the_only = models.BooleanField(default=True, editable=False)
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    complaint_phone = models.CharField(_("complaint phone"), max_length=40, blank=True)
    complaint_box = models.CharField(_("complaint box"), max_length=200, blank=True)
    leader = models.CharField(_("responsible"), max_length=300, blank=True)
    office = models.CharField(_("office"), max_length=100, blank=True)
    equipment = models.JSONField(_("equipment"), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["the_only"], name="one_profile"),
            models.CheckConstraint(condition=models.Q(the_only=True), name="profile_is_the_only_one"),
        ]
        verbose_name = _("profile")
        verbose_name_plural = _("profile")

    def __str__(self) -> str:
        return self.address
