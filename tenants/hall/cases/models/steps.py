"""What the steps of a case add to it: stops of the clock, extensions, papers asked for, urges, reviews, deadlines.

Each row is written by the verb of its step, under the lock of its case.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.cases.models.case import Case
from hall.catalogue.models import UNITS
from hall.keys import HallModel
from rules.stops import StopReason

STOP_REASONS = [
    (StopReason.HEARING.value, _("hearing")),
    (StopReason.PUBLIC_NOTICE.value, _("public notice")),
    (StopReason.SITE_SURVEY.value, _("site survey")),
    (StopReason.EXPERT_REVIEW.value, _("expert review")),
    (StopReason.SUPPLEMENT.value, _("waiting for papers")),
    (StopReason.REVIEW.value, _("under review")),
]


class ClockStop(HallModel):
    """A stretch in which the clock of a case stands still (中止计时), with what shows it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="stops")
    reason = models.CharField(_("reason"), max_length=20, choices=STOP_REASONS)
    started_at = models.DateTimeField(_("from"))
    ended_at = models.DateTimeField(_("until"), null=True)
    evidence = models.CharField(_("evidence"), max_length=300)
    started_by = models.CharField(_("stopped by"), max_length=60)
    ended_by = models.CharField(_("resumed by"), max_length=60, blank=True)

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(ended_at__gte=models.F("started_at")),
                name="a_stop_ends_after_it_begins",
            )
        ]
        verbose_name = _("stop of the clock")
        verbose_name_plural = _("stops of the clock")


class ExtensionRequest(HallModel):
    """Days asked for on top of the limit, and what was decided on it (延期). `is_granted` None: not decided yet."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="extensions")
    days = models.PositiveSmallIntegerField(_("days"))
    unit = models.CharField(max_length=20, choices=UNITS)
    reason = models.CharField(_("reason"), max_length=500)
    asked_at = models.DateTimeField(_("asked at"))
    asked_by_id = models.BigIntegerField(null=True)
    asked_by = models.CharField(_("asked by"), max_length=60)
    is_granted = models.BooleanField(_("granted"), null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.CharField(_("decided by"), max_length=60, blank=True)
    words = models.CharField(_("words"), max_length=500, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(is_granted=None), name="one_extension_waits_at_a_time"
            )
        ]
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")


class SupplementRequest(HallModel):
    """A one-time notice of missing papers (一次性告知): everything that is missing, once.

    `why_new`: why what a later request asks for could not be known at the first one.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField(_("number"))
    items = models.JSONField(_("missing papers"))
    told_at = models.DateTimeField(_("told at"))
    told_by_id = models.BigIntegerField(null=True)
    told_by = models.CharField(_("told by"), max_length=60)
    why_new = models.CharField(_("why it could not be known before"), max_length=500, blank=True)
    received_at = models.DateTimeField(_("received at"), null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="supplements_of_a_case_in_order")
        ]
        verbose_name = _("one-time notice")
        verbose_name_plural = _("one-time notices")


class Urge(HallModel):
    """Somebody above urges whoever holds the case, with a limit of its own (催办). The first one counts most."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="urges")
    number = models.PositiveSmallIntegerField(_("number"))
    asked_of = models.CharField(_("asked of"), max_length=60)
    words = models.CharField(_("words"), max_length=500)
    urged_at = models.DateTimeField(_("urged at"))
    urged_by = models.CharField(_("urged by"), max_length=60)
    until = models.DateTimeField(_("until"))

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="urges_of_a_case_in_order")]
        verbose_name = _("urge")
        verbose_name_plural = _("urges")


class Review(HallModel):
    """The applicant asks to have a return or a refusal looked at again (复核); decided by somebody else."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="reviews")
    asked_at = models.DateTimeField(_("asked at"))
    asked_by = models.CharField(_("recorded by"), max_length=60)
    words = models.CharField(_("what the applicant says"), max_length=500)
    is_lifted = models.BooleanField(_("lifted"), null=True)
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.CharField(_("decided by"), max_length=60, blank=True)
    finding = models.CharField(_("finding"), max_length=500, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(is_lifted=None), name="one_review_at_a_time"
            )
        ]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")


class Deadline(HallModel):
    """What must be done on a case by when, besides the case itself; the sweep marks what is missed.

    `subject_id` is what it is for (a part, an urge, a one-time notice), `about` names it by a code (the department
    of the part, the station of an agency case). Why it is due then stands in `hall.decisions` under this row's key.
    """

    class What(models.TextChoices):
        SUPPLEMENT = "supplement", _("papers to be supplied")
        URGE = "urge", _("urge to be answered")
        PART = "part", _("part of a joint case")
        AGENCY_INSIDE = "agency_inside", _("agency case inside the hall")
        AGENCY_UPWARD = "agency_upward", _("agency case to be filed upward")

    case = models.ForeignKey(Case, models.PROTECT, related_name="deadlines")
    what = models.CharField(_("what"), max_length=20, choices=What.choices)
    subject_id = models.UUIDField(null=True)
    about = models.CharField(max_length=40, blank=True)
    due_at = models.DateTimeField(_("due at"))
    is_provisional = models.BooleanField(default=False)
    is_stopped = models.BooleanField(default=False)  # it stands still, so nothing is missed yet
    met_at = models.DateTimeField(_("met at"), null=True)
    missed_at = models.DateTimeField(_("missed at"), null=True)

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            # read by the sweep only
            models.Index(
                fields=["due_at"],
                name="deadline_to_check",
                condition=models.Q(met_at=None, missed_at=None, is_stopped=False),
            )
        ]
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines")

    @property
    def was_late(self) -> bool:
        return self.missed_at is not None or (self.met_at is not None and self.met_at > self.due_at)
