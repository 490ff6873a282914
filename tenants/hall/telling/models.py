"""The outbox to applicants: what is to be said, by which channel, and whether it was sent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hall.keys import HallModel


class Message(HallModel):
    """One message to the applicant of a case. Its words are made when it is sent, from the case and `facts`; the
    address is unsealed only then, and never kept here."""

    class Channel(models.TextChoices):
        SMS = "sms", _("text message")
        EMAIL = "email", _("e-mail")

    class Subject(models.TextChoices):
        SUPPLEMENT = "supplement", _("papers are missing")
        EXTENSION = "extension", _("the due date was extended")
        RETURNED = "returned", _("the case was returned or refused")
        COMPLETED = "completed", _("the case is completed")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="messages")
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    subject = models.CharField(_("subject"), max_length=20, choices=Subject.choices)
    facts = models.JSONField(default=dict)
    queued_at = models.DateTimeField(_("queued at"))
    next_try_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    failure = models.CharField(_("failure"), max_length=100, blank=True)

    class Meta:
        ordering = ["queued_at", "id"]
        indexes = [
            # read by the task that sends only
            models.Index(
                fields=["next_try_at"],
                name="message_to_send",
                condition=models.Q(sent_at=None, next_try_at__isnull=False),
            )
        ]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
