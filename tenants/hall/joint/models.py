"""Parallel approval: the parts of a joint case, each with its department and limit; surveys and joint reviews."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.cases.models import Case
from hall.catalogue.models import UNITS, Window
from hall.keys import HallModel


class Part(HallModel):
    """What one department has to decide of a joint case, within its own limit (并联审批).

    `responsible` is the person in charge, by name. By when it is due, and why, stands in `hall.cases.Deadline` and
    `hall.decisions` under this row's key.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("not approved")

    case = models.ForeignKey(Case, models.PROTECT, related_name="parts")
    department = models.CharField(_("department"), max_length=40)
    window = models.ForeignKey(Window, models.PROTECT, null=True, related_name="+", verbose_name=_("window"))
    responsible = models.CharField(_("person responsible"), max_length=60)
    limit = models.PositiveIntegerField(_("limit"))
    unit = models.CharField(max_length=20, choices=UNITS)
    copied_at = models.DateTimeField(_("copied at"))
    copied_by = models.CharField(_("copied by"), max_length=60)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True)
    acknowledged_by = models.CharField(_("acknowledged by"), max_length=60, blank=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.CharField(_("decided by"), max_length=60, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True)
    opinion = models.CharField(_("opinion"), max_length=500, blank=True)

    class Meta:
        ordering = ["copied_at", "department"]
        constraints = [
            models.UniqueConstraint(fields=["case", "department"], name="one_part_per_department"),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, outcome="")
                | models.Q(decided_at__isnull=False, outcome__in=["approved", "refused"]),
                name="a_decided_part_has_an_outcome",
            ),
        ]
        verbose_name = _("part of a joint case")
        verbose_name_plural = _("parts of joint cases")


class Meeting(HallModel):
    """Who came together on a joint case, when, and what they found."""

    held_at = models.DateTimeField(_("held at"))
    attendees = models.JSONField(_("attendees"))
    opinion = models.CharField(_("opinion"), max_length=500)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.CharField(_("recorded by"), max_length=60)

    class Meta:
        abstract = True
        ordering = ["held_at", "id"]


class SiteSurvey(Meeting):
    """The departments look at the place together (现场踏勘)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="surveys")
    place = models.CharField(_("place"), max_length=200)

    class Meta(Meeting.Meta):
        verbose_name = _("site survey")
        verbose_name_plural = _("site surveys")


class JointReview(Meeting):
    """The departments review the case together and give one opinion (联合会审)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="joint_reviews")

    class Meta(Meeting.Meta):
        verbose_name = _("joint review")
        verbose_name_plural = _("joint reviews")
