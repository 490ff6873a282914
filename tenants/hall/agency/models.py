"""Whole-course agency: the citizen's consent, the stations passed; and the fees a hall has recorded. Rows are only
ever added."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.keys import HallModel


class AgencyRecord(HallModel):
    """The citizen has agreed that the hall runs the case for them (全程代办 is voluntary), and who runs it."""

    class How(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        WRITTEN = "written", _("in writing")
        PHONE = "phone", _("by phone")

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="agency")
    consent_at = models.DateTimeField(_("agreed at"))
    consent_how = models.CharField(_("agreed how"), max_length=20, choices=How.choices)
    consent_words = models.CharField(_("what shows it"), max_length=300)
    agent_id = models.BigIntegerField()  # the county's user
    agent_name = models.CharField(_("agent"), max_length=60)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.CharField(_("recorded by"), max_length=60)

    class Meta:
        verbose_name = _("agency record")
        verbose_name_plural = _("agency records")

    def __str__(self) -> str:
        return self.agent_name


class AgencyStation(HallModel):
    """A station an agency case has passed, named as the regulation named it then. `reference`: the number it was
    filed under, or of the sheet."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="agency_stations")
    number = models.PositiveSmallIntegerField(_("number"))
    code = models.CharField(max_length=40)
    name = models.CharField(_("station"), max_length=200)
    english = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.CharField(_("by"), max_length=60)
    reference = models.CharField(_("filing number"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["case", "number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="stations_of_a_case_in_order"),
            models.UniqueConstraint(fields=["case", "code"], name="a_station_is_passed_once"),
        ]
        verbose_name = _("agency station")
        verbose_name_plural = _("agency stations")

    def __str__(self) -> str:
        return f"{self.number} {self.code}"


class Fee(HallModel):
    """A fee the applicant has paid for a case, in yuan, with its receipt."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="fees")
    amount = models.DecimalField(_("amount (yuan)"), max_digits=9, decimal_places=2)
    receipt_number = models.CharField(_("receipt number"), max_length=40)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = models.CharField(_("recorded by"), max_length=60)

    class Meta:
        ordering = ["recorded_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "receipt_number"], name="a_receipt_counts_once"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_fee_is_above_zero"),
        ]
        verbose_name = _("fee")
        verbose_name_plural = _("fees")

    def __str__(self) -> str:
        return f"{self.amount} {self.receipt_number}"
