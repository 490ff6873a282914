"""Leads to possible misconduct: what was noticed, of whom, by which article; and what came of it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.keys import HallModel


class ConductLead(HallModel):
    """A sign that a rule of conduct may have been broken; no finding yet. It is looked into by the discipline
    officer, who closes it with an outcome."""

    class Code(models.TextChoices):
        BRUSH_OFF = "brush_off", _("a citizen was brushed off")
        SECOND_REQUEST = "second_request", _("papers were asked for in a second request")
        FEE_ON_AGENCY_CASE = "fee_on_agency_case", _("a fee was to be taken on an agency case")
        FEE_ABOVE_PUBLISHED = "fee_above_published", _("a fee above the published one was to be taken")
        OVERDUE = "overdue", _("a case went past its due date")
        LATE_AGENCY = "late_agency", _("an agency case was not carried on in time")
        LATE_PART = "late_part", _("a part of a joint case was not decided in time")

    class Source(models.TextChoices):
        CITIZEN = "citizen", _("a citizen")
        SYSTEM = "system", _("the system")

    class Outcome(models.TextChoices):
        FOUNDED = "founded", _("founded")
        UNFOUNDED = "unfounded", _("unfounded")

    code = models.CharField(_("lead"), max_length=30, choices=Code.choices)
    detail_code = models.CharField(max_length=40, blank=True)  # which of the brush-offs
    source = models.CharField(_("noticed by"), max_length=10, choices=Source.choices)
    article = models.CharField(_("article"), max_length=200, blank=True)
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="leads")
    contact = models.ForeignKey("reception.FirstContact", models.PROTECT, null=True, related_name="leads")
    staff_id = models.BigIntegerField(null=True)
    staff_name = models.CharField(_("of whom"), max_length=60, blank=True)
    words = models.CharField(_("what was reported"), max_length=500, blank=True)
    data = models.JSONField(default=dict)
    request_key = models.CharField(max_length=250, null=True, unique=True)
    raised_at = models.DateTimeField(_("raised at"))
    raised_by = models.CharField(_("raised by"), max_length=60, blank=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True)
    finding = models.CharField(_("finding"), max_length=500, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    closed_by = models.CharField(_("closed by"), max_length=60, blank=True)

    class Meta:
        ordering = ["-raised_at", "-id"]
        indexes = [models.Index(fields=["-raised_at", "-id"], name="lead_newest_first")]
        verbose_name = _("conduct lead")
        verbose_name_plural = _("conduct leads")
