"""The hall's office: its audit trail, its profile, the days it announced that it is closed."""

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


class ClosureNotice(HallModel):
    """Days on which this hall alone is shut, as announced; a notice is never edited, only cancelled by a later one.

    `number` counts the notices of the hall, cancellations included: it is the version of the hall's closures.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    name = models.CharField(_("reason"), max_length=100)
    cancels = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="cancelled_by", verbose_name=_("cancels")
    )
    announced_at = models.DateTimeField(_("announced at"))
    announced_by = models.CharField(_("announced by"), max_length=60)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="closure_ends_after_it_begins"
            )
        ]
        verbose_name = _("closure")
        verbose_name_plural = _("closures")

    def __str__(self) -> str:
        return f"{self.first_on} – {self.last_on} {self.name}"
