"""First contacts: who was asked what, and who stays responsible until it ends (首问负责)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.catalogue.models import Matter, Window
from hall.keys import HallModel
from hall.regulations.models import RegulationVersion


class FirstContact(HallModel):
    """What a visitor came for, and the member of staff who was reached first.

    The first-contact person stays `responsible` whatever window it goes to; the `holder` is who has it in hand at the
    moment, the same person until it is handed over. Reminded at `remind_at` until it ends. The phone is sealed with
    the hall's key.
    """

    class Outcome(models.TextChoices):
        ANSWERED = "answered", _("answered")
        DONE = "done", _("done at another window")
        CASE_ENDED = "case_ended", _("its case has ended")
        GIVEN_UP = "given_up", _("given up by the visitor")

    number = models.CharField(_("number"), max_length=20, unique=True)
    came_at = models.DateTimeField(_("came at"))
    asked = models.CharField(_("what was asked"), max_length=500)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="+", verbose_name=_("matter"))
    window = models.ForeignKey(Window, models.PROTECT, null=True, related_name="+", verbose_name=_("window"))
    visitor_name = models.CharField(_("visitor"), max_length=60, blank=True)
    phone_sealed = models.TextField(blank=True)
    phone_mask = models.CharField(_("phone"), max_length=30, blank=True)
    responsible_id = models.BigIntegerField()
    responsible_name = models.CharField(_("first-contact person"), max_length=60)
    holder_id = models.BigIntegerField()
    holder_name = models.CharField(_("in whose hands"), max_length=60)
    article = models.CharField(_("article"), max_length=200, blank=True)  # of first-contact responsibility
    regulation = models.ForeignKey(RegulationVersion, models.PROTECT, related_name="+")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="first_contacts")
    request_key = models.CharField(max_length=250, null=True, unique=True)
    remind_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices, blank=True)

    class Meta:
        ordering = ["-came_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, outcome="", remind_at__isnull=False)
                | models.Q(ended_at__isnull=False, remind_at=None) & ~models.Q(outcome=""),
                name="a_contact_is_reminded_of_until_it_ends",
            )
        ]
        indexes = [
            # read by the list of all, newest first
            models.Index(fields=["-came_at", "-id"], name="contact_newest_first"),
            # read by the reminders only
            models.Index(
                fields=["remind_at"], name="contact_to_remind", condition=models.Q(remind_at__isnull=False)
            ),
            # read by the page of whoever answers for them: what is open
            models.Index(
                fields=["responsible_id"], name="contact_open_of", condition=models.Q(ended_at__isnull=True)
            ),
        ]
        verbose_name = _("first contact")
        verbose_name_plural = _("first contacts")

    def __str__(self) -> str:
        return self.number


class ContactStep(HallModel):
    """What was done for a visitor, one line each, never rewritten. `data` of a notice is all that is printed."""

    class What(models.TextChoices):
        RECORDED = "recorded", _("recorded")
        TOLD_PAPERS = "told_papers", _("told which papers are missing")
        HANDED_OVER = "handed_over", _("handed over")
        WINDOW_ABSENT = "window_absent", _("nobody at the window: a time was promised")
        CASE_LINKED = "case_linked", _("became a case")
        REMINDED = "reminded", _("reminded")
        ENDED = "ended", _("ended")

    contact = models.ForeignKey(FirstContact, models.PROTECT, related_name="steps")
    position = models.PositiveIntegerField()
    what = models.CharField(_("step"), max_length=20, choices=What.choices)
    at = models.DateTimeField(_("when"))
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(_("by"), max_length=60, blank=True)
    window = models.ForeignKey(Window, models.PROTECT, null=True, related_name="+", verbose_name=_("window"))
    to_id = models.BigIntegerField(null=True)
    to_name = models.CharField(_("to whom"), max_length=60, blank=True)
    promised_at = models.DateTimeField(_("promised for"), null=True)
    words = models.CharField(_("note"), max_length=500, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        ordering = ["contact", "position"]
        constraints = [
            models.UniqueConstraint(fields=["contact", "position"], name="steps_of_a_contact_in_order"),
            # 一次性告知: everything that is missing, once
            models.UniqueConstraint(
                fields=["contact"], name="papers_are_told_once", condition=models.Q(what="told_papers")
            ),
            models.UniqueConstraint(
                fields=["contact"], name="a_contact_ends_once", condition=models.Q(what="ended")
            ),
        ]
        verbose_name = _("step of a first contact")
        verbose_name_plural = _("steps of first contacts")

    def __str__(self) -> str:
        return self.what

    @property
    def papers(self) -> list[str]:
        """The papers that were told of."""
        told: list[str] = self.data.get("items", [])
        return told


class ContactCounter(models.Model):
    """The last number given to a first contact on a local day."""

    day = models.DateField(primary_key=True)
    last = models.PositiveIntegerField()
